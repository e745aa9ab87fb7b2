import type { LanguageModel } from '../language-model.ts';
import { checkTop } from './check-top.ts';
import { UnsupportedCapabilityError } from './unsupported-capability-error.ts';

/** A model that scores texts. */
export type TextScoringModel = LanguageModel & Required<Pick<LanguageModel, 'scoreText'>>;

/** A model that gives the most likely next tokens. */
export type NextTokenModel = LanguageModel & Required<Pick<LanguageModel, 'nextToken'>>;

/**
 * Checks, before anything is sent, that a model can score texts.
 *
 * @throws UnsupportedCapabilityError if it cannot
 */
export function requireScoreText(model: LanguageModel): TextScoringModel {
  if (isTextScoring(model)) return model;
  throw new UnsupportedCapabilityError({
    modelId: model.id,
    capability: 'scoreText',
    reason: 'it cannot give the log-probability of a given text.',
    advice:
      'Use a completions endpoint that answers echo with log-probabilities (vLLM, llama-cpp-python) or a model in process, or score by accuracy.',
  });
}

/**
 * Checks, before anything is sent, that a model gives its `top` most likely next tokens.
 *
 * @throws UnsupportedCapabilityError if it does not
 */
export function requireNextToken(model: LanguageModel, top: number): NextTokenModel {
  checkTop(model, top);
  if (givesNextToken(model)) return model;
  throw new UnsupportedCapabilityError({
    modelId: model.id,
    capability: 'nextToken',
    reason: 'it gives no log-probabilities of next tokens.',
    advice: 'Use an endpoint that gives top log-probabilities, or score by accuracy.',
  });
}

function isTextScoring(model: LanguageModel): model is TextScoringModel {
  return model.capabilities.scoresText && model.scoreText !== undefined;
}

function givesNextToken(model: LanguageModel): model is NextTokenModel {
  return model.nextToken !== undefined;
}
