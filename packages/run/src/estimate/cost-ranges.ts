import { addCosts, callsOf, type Cost } from '@dln/llm';
import type { RunEstimate } from '@dln/vi';

/** An estimate of a number: low end, expected value, high end. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** Ranges of a cost. */
export interface CostRanges {
  /** Requests and answers from a cache. */
  readonly calls: Range;
  /** Requests that are sent. */
  readonly requests: Range;
  readonly promptTokens: Range;
  readonly completionTokens: Range;
  readonly tokens: Range;
  /** US dollars; null if a price is unknown. */
  readonly dollars: Range | null;
}

/** The ranges between a low, an expected and a high cost. */
export function toRanges(cost: Readonly<Record<keyof Range, Cost>>): CostRanges {
  const range = (read: (one: Cost) => number): Range => ({
    low: Math.floor(read(cost.low)),
    expected: Math.round(read(cost.expected)),
    high: Math.ceil(read(cost.high)),
  });
  const { low, expected, high } = cost;
  const isPriced = low.dollars !== null && expected.dollars !== null && high.dollars !== null;
  return {
    calls: range(callsOf),
    requests: range(({ requests }) => requests),
    promptTokens: range(({ promptTokens }) => promptTokens),
    completionTokens: range(({ completionTokens }) => completionTokens),
    tokens: range(({ promptTokens, completionTokens }) => promptTokens + completionTokens),
    dollars: isPriced ? { low: low.dollars, expected: expected.dollars, high: high.dollars } : null,
  };
}

/** The ranges of a whole run, with its probes. */
export function totalRanges(
  run: RunEstimate,
  probe: Readonly<Record<keyof Range, Cost>>,
): CostRanges {
  return toRanges({
    low: addCosts(run.low.total, probe.low),
    expected: addCosts(run.expected.total, probe.expected),
    high: addCosts(run.high.total, probe.high),
  });
}
