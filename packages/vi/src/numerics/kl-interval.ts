/** Bounds of log-probabilities, in nats. */
export interface LogBounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Between which bounds KL(p ‖ q) = Σ p (log p − log q) lies, in nats, if the log-probabilities lie
 * between theirs; at least 0.
 *
 * @param p `[outcome]`
 * @param q `[outcome]`
 */
export function klInterval(p: readonly LogBounds[], q: readonly LogBounds[]): LogBounds {
  const terms = p.map((own, index) => {
    const other = q[index];
    if (!other) throw new RangeError(`no outcome ${index} among ${q.length}`);
    return {
      lower: weigh(own.lower - other.upper, own),
      upper: weigh(own.upper - other.lower, { lower: own.upper, upper: own.lower }),
    };
  });
  const sum = (side: 'lower' | 'upper'): number =>
    Math.max(
      0,
      terms.reduce((total, term) => total + term[side], 0),
    );
  return { lower: sum('lower'), upper: sum('upper') };
}

/**
 * A log-ratio times the probability that makes it smallest: the lower one if the ratio is positive.
 */
function weigh(logRatio: number, { lower, upper }: LogBounds): number {
  return logRatio === 0 ? 0 : Math.exp(logRatio > 0 ? lower : upper) * logRatio;
}
