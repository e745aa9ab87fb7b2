import { basicChecks } from './basic-checks.ts';
import type { ConformanceCheck } from './conformance-check.ts';
import { generateChecks } from './generate-checks.ts';
import { createDistributionChecks, createNextTokenChecks } from './next-token-checks.ts';
import { createScoreTextChecks } from './score-text-checks.ts';

/** Options of `createConformanceChecks`. */
export interface ConformanceOptions {
  /** How far two log-probabilities of one thing may lie apart. @default 1e-6 */
  readonly tolerance?: number;
  /**
   * `scoreText` and `nextToken` read one distribution, so their numbers must agree. Servers that
   * make numbers up for tests do not.
   * @default true
   */
  readonly isOneDistribution?: boolean;
}

/**
 * What every `LanguageModel` must do, as checks for vitest, `node:test` and other test runners. A
 * check that does not apply to a model skips its test, with the reason.
 *
 * @example
 * for (const { name, run } of createConformanceChecks())
 *   it(name, (test) => run(createMyModel(), test));
 */
export function createConformanceChecks({
  tolerance = 1e-6,
  isOneDistribution = true,
}: ConformanceOptions = {}): readonly ConformanceCheck[] {
  return [
    ...basicChecks,
    ...generateChecks,
    ...createScoreTextChecks(tolerance),
    ...createNextTokenChecks(tolerance),
    ...(isOneDistribution ? createDistributionChecks(tolerance) : []),
  ];
}
