import { expect, it } from 'vitest';
import { defaultInferenceSettings } from './inference-settings.ts';

it('starts from the settings of the paper, with every layer trained', () => {
  expect(defaultInferenceSettings(2)).toEqual({
    promptCandidates: 20,
    hiddenSamples: 5,
    hiddenPromptSteps: 1,
    trainedLayers: [true, true],
    posteriorTemperature: 1,
    posteriorWeights: 'mean',
    posteriorShare: 0.5,
    includePrior: true,
    useMutualInformation: false,
    correctWeighting: false,
    useHiddenArgMax: false,
    rewriteLossOnly: false,
    heldOutRanking: true,
    ranking: 'full',
    raceBlock: 5,
    dropBeyond: 2,
    proposers: ['rewrite'],
    demonstrations: 6,
    demonstrationTokens: 400,
    jointChoice: 1,
    acceptBeyond: 0,
    copiedText: 'mark',
    copiedWords: 8,
    outputScoring: 'logprobs',
    hiddenScoring: 'logprobs',
    answerSamples: 5,
    samplesPerExample: 1,
    sampleAggregate: 'mean',
    passAt: null,
    sampleTemperature: 0.7,
    trustFactor: 0,
    useContrastive: false,
    lengthPenalty: 0,
    costPenalty: 0,
    validityWeight: 0.5,
    stripOptions: false,
    burnInRatio: 0.05,
    forwardTemperature: 0,
    backwardTemperature: 0.7,
    backwardMaxTokens: 512,
  });
});

it('trains as many layers as the network has', () => {
  expect(defaultInferenceSettings(1).trainedLayers).toEqual([true]);
  expect(defaultInferenceSettings(3).trainedLayers).toEqual([true, true, true]);
});
