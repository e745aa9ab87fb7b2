import type { InferenceSettings } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';
import { trainedLayers } from './trained-layers.ts';

/** The part of a configuration that decides a training step, in the words of `@dln/vi`. */
export function toInferenceSettings(configuration: Configuration): InferenceSettings {
  return {
    promptCandidates: configuration.numPSamples,
    hiddenSamples: configuration.numHSamples,
    posteriorTemperature: configuration.posteriorTemp,
    posteriorWeights: configuration.posteriorWeights,
    posteriorShare: configuration.posteriorShare,
    includePrior: configuration.posteriorSharpeningIncludePrior,
    useMutualInformation: configuration.posteriorSharpeningUseMiRegularization,
    correctWeighting: configuration.posteriorSharpeningCorrectWeighting,
    useHiddenArgMax: configuration.useHArgmax,
    rewriteLossOnly: configuration.rewriteLossOnly,
    heldOutRanking: configuration.heldOutPromptRanking,
    outputScoring: configuration.outputScoringFunction,
    answerSamples: configuration.answerSamples,
    hiddenScoring: configuration.hiddenScoringFunction,
    trustFactor: configuration.trustFactor,
    useContrastive: configuration.useNce,
    stripOptions: configuration.stripOptionsForHidden,
    burnInRatio: configuration.burnInRatio,
    forwardTemperature: configuration.fwdTemp,
    backwardTemperature: configuration.bwdTemp,
    backwardMaxTokens: configuration.bwdMaxTokens,
    trainedLayers: trainedLayers(configuration),
    hiddenPromptSteps: configuration.numP1Steps,
  };
}
