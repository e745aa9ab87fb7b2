import assert from 'node:assert/strict';

import type { LanguageModel, Usage } from '../language-model.ts';

/** The part of a test's context that a check calls; vitest's and that of `node:test` have it. */
export interface CheckContext {
  /** Marks the test as skipped. */
  skip(reason: string): void;
}

/** One thing that every language model must do. */
export interface ConformanceCheck {
  /** A claim: `answers in the order of the requests`. */
  readonly name: string;
  /**
   * Resolves if the model does it, and rejects with an assertion if it does not. If the check does
   * not apply to the model, it calls `test.skip` with the reason.
   */
  readonly run: (model: LanguageModel, test: CheckContext) => Promise<void>;
}

/** Texts that any model can continue, of several lengths. */
export const PROMPTS: readonly string[] = [
  'One, two, three,',
  'The sun rises in the east and sets in the',
  'Question: is 7 prime? Answer:',
];

/** Fails if a usage holds an impossible value. */
export function assertUsage({ promptTokens, completionTokens, requests = 1 }: Usage): void {
  for (const count of [promptTokens, completionTokens, requests]) {
    assert.ok(Number.isInteger(count) && count >= 0, `usage holds ${count}, no count`);
  }
}

/** Fails if a number cannot be a log-probability. */
export function assertLogProbability(value: number): void {
  assert.ok(value <= 0 && !Number.isNaN(value), `${value} is no log-probability`);
}

/** Fails where two lists of numbers differ by more than the tolerance. */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
): void {
  const isClose = (value: number, index: number): boolean =>
    value === expected[index] || Math.abs(value - (expected[index] ?? NaN)) <= tolerance;
  assert.ok(
    actual.length === expected.length && actual.every(isClose),
    `[${actual.join(', ')}] is not within ${tolerance} of [${expected.join(', ')}]`,
  );
}

/** The sum of a list. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Fails if a call goes on although its signal was aborted before. */
export async function assertEnds(call: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const reason = new Error('ended by the conformance check');
  await assert.rejects(call(AbortSignal.abort(reason)), (error) => error === reason);
}
