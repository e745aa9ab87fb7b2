/** Finds similar texts. */
export interface Retriever {
  /** The method's name for display: `TF-IDF`, or the embedding model's name. */
  readonly name: string;
  /**
   * The nearest of `candidates` to each query, nearest first. `[query][rank]`: positions in
   * `candidates`
   */
  readonly rank: (options: RankOptions) => Promise<readonly (readonly number[])[]>;
}

/** Queries and candidates. */
export interface RankOptions {
  readonly queries: readonly string[];
  readonly candidates: readonly string[];
  /** Number of neighbours per query. */
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}
