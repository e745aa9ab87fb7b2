import { scoresTexts } from '../scoring/scorable.ts';
import { RunConfigurationError } from './run-configuration-error.ts';
import type { PlannedRun } from './run-rules.ts';

/**
 * Refuses a bound that cannot be estimated.
 *
 * @throws RunConfigurationError naming what does not fit
 */
export function checkBound({ context, settings }: Pick<PlannedRun, 'context' | 'settings'>): void {
  const { boundSamples, boundExamples, fewShots } = settings;
  if (!Number.isInteger(boundSamples) || boundSamples < 0)
    refuse(
      `\`boundSamples: ${boundSamples}\``,
      '',
      'It takes an integer of 0 or more; 0: no bound.',
    );
  if (boundSamples === 0) return;
  if (!Number.isInteger(boundExamples) || boundExamples < 1)
    refuse(`\`boundExamples: ${boundExamples}\``, '', 'It takes an integer of 1 or more.');
  if (fewShots > 0)
    refuse(
      `a bound with \`nShots: ${fewShots}\``,
      'The bound is of the network without worked examples before its input.',
      'Leave out the bound, or `nShots`.',
    );
  if (!scoresTexts(context.models.score))
    refuse(
      `a bound with the scoring model ${context.models.score.id}`,
      'The bound needs exact log-probabilities of given texts, and this model gives none.',
      'Leave out the bound, or name a scoring model that gives them: a model in process, or an endpoint that answers echo or prompt_logprobs.',
    );
}

function refuse(what: string, why: string, fix: string): never {
  throw new RunConfigurationError({ what, why, fix });
}
