import { expect, it } from 'vitest';
import * as exported from './index.ts';
import * as testing from './testing/index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ANSWER_TEXT_LOSS',
    'AUTO_LOSS',
    'CLASS_LOSS',
    'LossArgumentError',
    'LossValueError',
    'availableLosses',
    'classOfLabel',
    'computeAccuracy',
    'computeLosses',
    'createAnswerTextLoss',
    'createClassLoss',
    'createEmbeddingLoss',
    'createJsonFieldsLoss',
    'createLoss',
    'createNumericToleranceLoss',
    'createRegexLoss',
    'createWeightedLoss',
    'describeLossFaults',
    'editSimilarityLoss',
    'exactMatchLoss',
    'exactTextLoss',
    'finalNumberLoss',
    'findLossFaults',
    'judgeOutputs',
    'numberPresenceLoss',
    'postprocessPrediction',
    'readAnswer',
    'readClass',
    'readLossValue',
    'registerLoss',
    'selectLoss',
    'tokenF1Loss',
  ]);
});

it('exports these names for tests', () => {
  expect(Object.keys(testing)).toEqual(['createLossChecks']);
});
