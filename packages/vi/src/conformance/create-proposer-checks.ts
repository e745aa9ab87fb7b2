import { callChecks } from './call-checks.ts';
import { candidateChecks } from './candidate-checks.ts';
import type { ProposerCheck } from './proposer-check.ts';

/**
 * What every `Proposer` must do, as checks for vitest, `node:test` and other test runners. A check
 * that does not apply to a proposer skips its test, with the reason.
 *
 * @example
 * for (const { name, run } of createProposerChecks()) it(name, (test) => run(myProposer, test));
 */
export function createProposerChecks(): readonly ProposerCheck[] {
  return [...candidateChecks, ...callChecks];
}
