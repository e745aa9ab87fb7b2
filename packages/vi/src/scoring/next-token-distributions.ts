import type { CallOptions, LanguageModel, ScoredToken } from '@dln/llm';
import { failedOutcome, type Outcome } from './outcome.ts';
import { classesUnscorable, givesNextTokens } from './scorable.ts';

/** As many of the most likely tokens as class scoring looks at. */
const wantedTop = 100;

/** The most likely next tokens after a context, best first. */
export interface NextTokens {
  readonly top: readonly ScoredToken[];
}

/** How many of a model's most likely tokens class scoring asks for. */
export function topOf({ capabilities }: Pick<LanguageModel, 'capabilities'>): number {
  return Math.min(wantedTop, capabilities.maxTopTokens);
}

/**
 * The most likely next tokens after each context, best first; all that the model gives, at most
 * 100. A token whose log-probability is not finite is left out.
 *
 * @throws UnsupportedCapabilityError if the model gives none
 */
export async function nextTokenDistributions(
  contexts: readonly string[],
  model: LanguageModel,
  options: CallOptions,
): Promise<readonly Outcome<NextTokens>[]> {
  if (!givesNextTokens(model)) throw classesUnscorable(model.id);
  const top = topOf(model);
  const distributions = await model.nextToken(contexts, { ...options, top });
  return distributions.map(({ failure, top: shown }) =>
    failure
      ? failedOutcome({ failure })
      : { top: shown.filter(({ logProbability }) => Number.isFinite(logProbability)) },
  );
}
