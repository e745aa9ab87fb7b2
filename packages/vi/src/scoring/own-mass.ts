import { logSumExp } from '../numerics/log-softmax.ts';

/** A text with the log-probabilities of its tokens. */
export interface ScoredText {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** Servers compute the same token twice with differences up to this, in nats. */
const noise = 0.02;

/** At least this share of a text's probability is its own: rounding makes no class impossible. */
const leastShare = 1e-6;

/**
 * log p of each text and no longer one of the same list: p(`not`) holds p(`not sure`), which is
 * taken off. A text that begins another one without sharing its tokens (`1` and `10`, where `10` is
 * one token) keeps all of its probability.
 *
 * @param texts those of one context, of all classes
 * @returns `[text]`, nats
 */
export function ownLogProbabilities(texts: readonly ScoredText[]): readonly number[] {
  const totals = texts.map(({ tokens }) => tokens.reduce((sum, value) => sum + value, 0));
  return texts.map((one, index) => {
    const total = totals[index] ?? -Infinity;
    const longer = texts.flatMap((other, at) =>
      holds(one, other) && !texts.some((between) => holds(one, between) && holds(between, other))
        ? [totals[at] ?? -Infinity]
        : [],
    );
    if (longer.length === 0 || total === -Infinity) return total;
    const share = 1 - Math.exp(logSumExp(longer) - total);
    return total + Math.log(Math.max(leastShare, share));
  });
}

/** Whether the probability of a text holds that of a longer one. */
function holds(one: ScoredText, longer: ScoredText): boolean {
  if (!longer.text.startsWith(one.text)) return false;
  if (/^\s/u.test(longer.text.slice(one.text.length))) return true;
  return (
    longer.tokens.length > one.tokens.length &&
    one.tokens.every((value, at) => Math.abs(value - (longer.tokens[at] ?? Infinity)) < noise)
  );
}
