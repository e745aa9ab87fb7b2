import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  computeLosses,
  exactMatchLoss,
  numberPresenceLoss,
  postprocessPrediction,
} from './index.ts';

const repository = resolve(import.meta.dirname, '../../..');
const shared = process.env['DLN_SHARED'] ?? resolve(repository, '../shared');
const file = resolve(shared, 'parity/text.json');
const isMissing = !existsSync(file);

type Comparison = readonly [output: string, target: string, loss: number];

interface Recording {
  readonly postprocess_prediction: readonly (readonly [text: string, gives: string])[];
  readonly 'exact_match_loss with postprocess_prediction': readonly Comparison[];
  readonly exact_match_loss: readonly Comparison[];
  readonly number_presence_loss: readonly Comparison[];
}

const nothing: Recording = {
  postprocess_prediction: [],
  'exact_match_loss with postprocess_prediction': [],
  exact_match_loss: [],
  number_presence_loss: [],
};
const recording = isMissing ? nothing : (JSON.parse(readFileSync(file, 'utf8')) as Recording);

describe.skipIf(isMissing)(`the reference, as recorded (skipped if ${file} is missing)`, () => {
  it('post-processes every text to the same word', () => {
    const ours = recording.postprocess_prediction.map(([text]) => [
      text,
      postprocessPrediction(text),
    ]);
    expect(ours).toEqual(recording.postprocess_prediction);
  });

  it('gives the same exact matches of post-processed texts', () => {
    const comparisons = recording['exact_match_loss with postprocess_prediction'];
    const ours = comparisons.map(([output, target]) => [
      output,
      target,
      ...computeLosses(exactMatchLoss, [output], [target]),
    ]);
    expect(ours).toEqual(comparisons);
  });

  it('gives the same exact matches of texts as they are', () => {
    const ours = recording.exact_match_loss.map(([output, target]) => [
      output,
      target,
      ...(exactMatchLoss.compute([output], [target]) as readonly number[]),
    ]);
    expect(ours).toEqual(recording.exact_match_loss);
  });

  it('finds the same numbers', () => {
    const ours = recording.number_presence_loss.map(([output, target]) => [
      output,
      target,
      ...computeLosses(numberPresenceLoss, [output], [target]),
    ]);
    expect(ours).toEqual(recording.number_presence_loss);
  });
});
