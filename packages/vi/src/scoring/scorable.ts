import { UnsupportedCapabilityError, type LanguageModel } from '@dln/llm/model';

/** Whether a model gives the log-probability of a given text. */
export function scoresTexts(
  model: LanguageModel,
): model is LanguageModel & Required<Pick<LanguageModel, 'scoreText'>> {
  return model.capabilities.scoresText && model.scoreText !== undefined;
}

/** Whether a model gives the most likely next tokens. */
export function givesNextTokens(
  model: LanguageModel,
): model is LanguageModel & Required<Pick<LanguageModel, 'nextToken'>> {
  return model.capabilities.maxTopTokens > 0 && model.nextToken !== undefined;
}

/** Whether a model gives the probabilities of classes, by whatever way. */
export function scoresClasses(model: LanguageModel): boolean {
  return givesNextTokens(model) || scoresTexts(model);
}

const textModels =
  '`scoreModel`: an endpoint that answers echo or prompt_logprobs with log-probabilities, or a model in process';

/** The refusal of a model that scores no texts. */
export function textsUnscorable(
  modelId: string,
  settings = '`hiddenScoringFunction: accuracy`, `outputScoringFunction: accuracy`',
): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability: 'scoreText',
    reason: 'it cannot give the log-probability of a given text.',
    advice: `Name a scoring model that can (${textModels}), or set ${settings}.`,
  });
}

/** The refusal of a model that can score no class. */
export function classesUnscorable(
  modelId: string,
  settings = '`outputScoringFunction: samples` (or accuracy) and `forwardUseClasses: false`',
): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability: 'nextToken',
    reason: 'it cannot give the probability of an output class.',
    advice: `Name a scoring model that gives log-probabilities (\`scoreModel\`), or set ${settings}.`,
  });
}

/**
 * The refusal of a model that gives no log-probabilities where classes and texts are to be scored.
 */
export function nothingScorable(modelId: string, settings: string): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability: 'scoreText',
    reason:
      'it gives no log-probabilities, so that neither its answers nor hidden texts can be scored by them.',
    advice: `Name a scoring model that can (${textModels}), or set ${settings}.`,
  });
}
