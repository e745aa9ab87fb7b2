import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'NetworkFileError',
    'RunConfigurationError',
    'accuracyOf',
    'answerExamples',
    'candidateEntrySchema',
    'checkRun',
    'countPromptTokens',
    'createResultDataBuilder',
    'createStrategies',
    'defaultInferenceSettings',
    'defaultTrainingSettings',
    'everyPairing',
    'listCandidates',
    'loadNetwork',
    'networkFileSchema',
    'onePromptForm',
    'planPosterior',
    'planProposals',
    'runForward',
    'saveNetwork',
    'scoreTexts',
    'separatorInContext',
    'step',
    'threePromptsForm',
    'train',
    'wholeClass',
  ]);
});
