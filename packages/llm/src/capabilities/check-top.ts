import type { LanguageModel } from '../language-model.ts';
import { UnsupportedCapabilityError } from './unsupported-capability-error.ts';

/**
 * Checks, before anything is sent, that a model gives as many of the most likely next tokens as are
 * wanted.
 *
 * @throws UnsupportedCapabilityError if it gives fewer
 */
export function checkTop(
  { id, capabilities }: Pick<LanguageModel, 'id' | 'capabilities'>,
  top: number,
): void {
  const limit = capabilities.maxTopTokens;
  if (top <= limit) return;
  throw new UnsupportedCapabilityError({
    modelId: id,
    capability: 'nextToken',
    ...(limit === 0
      ? {
          reason: 'it gives no log-probabilities of next tokens.',
          advice: 'Use an endpoint that gives top log-probabilities, or score by accuracy.',
        }
      : {
          reason: `${top} next tokens were asked for, and it gives at most ${limit}.`,
          advice: `Ask for at most ${limit}.`,
        }),
  });
}
