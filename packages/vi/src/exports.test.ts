import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'NetworkFileError',
    'RunConfigurationError',
    'accuracyOf',
    'addExpenses',
    'answerExamples',
    'callPurposes',
    'candidateEntrySchema',
    'checkRun',
    'countPromptTokens',
    'createResultDataBuilder',
    'createStrategies',
    'defaultInferenceSettings',
    'defaultTrainingSettings',
    'estimateRun',
    'everyPairing',
    'listCandidates',
    'loadNetwork',
    'networkFileSchema',
    'onePromptForm',
    'planPosterior',
    'planProposals',
    'planScoring',
    'runForward',
    'saveNetwork',
    'scoreTexts',
    'scoresClasses',
    'separatorInContext',
    'step',
    'threePromptsForm',
    'train',
    'usualLengths',
    'wholeClass',
  ]);
});
