/** Replies by key, as JSON texts. Several processes may have one open. */
export interface ReplyStore {
  /** The text under a key, exactly as it was written; undefined if it is missing or damaged. */
  read(key: string): string | undefined;
  /**
   * Keeps a text under a key, in place of one that is there. It is safe from the moment this
   * returns, even if the process is killed.
   */
  write(key: string, value: string): void;
  /**
   * Keeps several texts at once: all of them, or none if the process is killed. Much faster than as
   * many calls of `write`.
   */
  writeAll(replies: Iterable<readonly [key: string, value: string]>): void;
  /** How many replies there are, and how large they are together. */
  statistics(): ReplyStoreStatistics;
  /** Deletes what was last read or written before a time. */
  prune(usedBefore: Date): number;
  /** Every reply, in the order of keys. */
  entries(): Iterable<readonly [key: string, value: string]>;
  close(): void;
}

/** What a store holds. */
export interface ReplyStoreStatistics {
  readonly replies: number;
  readonly bytes: number;
}
