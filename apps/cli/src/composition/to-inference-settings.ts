import type { InferenceSettings } from '@dln/vi';
import type { Configuration } from '../configuration/configuration.ts';

/** The part of a configuration that decides a training step, in the words of `@dln/vi`. */
export function toInferenceSettings(configuration: Configuration): InferenceSettings {
  const { layers, trainP1, trainP2 } = configuration;
  return {
    promptCandidates: configuration.numPSamples,
    hiddenSamples: configuration.numHSamples,
    posteriorTemperature: configuration.posteriorTemp,
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
    trainedLayers: Array.from({ length: layers }, (_, layer) =>
      layer === layers - 1 ? trainP2 : trainP1,
    ),
    hiddenPromptSteps: configuration.numP1Steps,
  };
}
