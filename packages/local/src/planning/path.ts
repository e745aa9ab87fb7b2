/**
 * What to read after a token: the log-probability of a given next token, or the most likely next
 * tokens.
 */
export type Target = number | 'top';

/** The tokens of a text to evaluate, and the targets to read. */
export interface Path {
  /** Token ids. */
  readonly tokens: readonly number[];
  /**
   * The first target follows row `tokens.length − targets.length`, the last one the last row. At
   * least one, at most one per row.
   */
  readonly targets: readonly Target[];
}

/** The row that a path's target follows. */
export function rowOf({ tokens, targets }: Path, targetIndex: number): number {
  return tokens.length - targets.length + targetIndex;
}
