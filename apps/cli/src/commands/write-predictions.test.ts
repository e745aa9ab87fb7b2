import { parseRecords } from '@dln/datasets';
import type { Prediction } from '@dln/vi/network';
import { describe, expect, it } from 'vitest';
import { predictionFormatOf, renderPredictions, writePredictions } from './write-predictions.ts';

const answer = (output: string, hiddenTexts: readonly string[] = []): Prediction => ({
  output,
  hiddenTexts,
  answeredBy: 'generated',
});

describe('renderPredictions', () => {
  it('writes CSV that is read back as it was, whatever is in the texts', () => {
    const texts = [
      'a, b',
      'say "hi"',
      'two\nlines',
      ' spaces ',
      '',
      '"',
      'caf\u00e9',
      '=1+1',
      '5"',
    ];
    const predictions = texts.map((text) => answer(text, [text, 'h']));
    const text = renderPredictions(texts, predictions, { format: 'csv', hiddenLayers: 2 });
    const { columns, records } = parseRecords({ file: 'x', text, remedy: '' }, 'csv');
    expect(columns).toEqual(['input', 'output', 'hidden_1', 'hidden_2', 'error']);
    expect(records.map(({ values }) => [...values.values()])).toEqual(
      texts.map((each) => [each, each, each, 'h', '']),
    );
  });

  it('writes the reason why an input was skipped', () => {
    const failure = { kind: 'content-filter', message: 'a filter, it says' } as const;
    const prediction = { ...answer(''), failure };
    const options = { format: 'csv', hiddenLayers: 1 } as const;
    expect(renderPredictions(['a'], [prediction], options)).toBe(
      'input,output,hidden_1,error\na,,,"a filter, it says"\n',
    );
  });

  it('writes one JSON object, or one answer, on each line', () => {
    const options = { hiddenLayers: 0 };
    expect(renderPredictions(['a'], [answer('x')], { ...options, format: 'jsonl' })).toBe(
      '{"input":"a","output":"x","hiddenTexts":[],"answeredBy":"generated"}\n',
    );
    expect(renderPredictions(['a'], [answer('x')], { ...options, format: 'text' })).toBe('x\n');
  });
});

describe('output files', () => {
  it.each([
    ['a.csv', 'csv'],
    ['a.CSV', 'csv'],
    ['a.jsonl', 'jsonl'],
    ['a.ndjson', 'jsonl'],
    ['a.txt', 'text'],
    [undefined, 'text'],
  ])('called %s hold %s', (file, format) => {
    expect(predictionFormatOf(file)).toBe(format);
  });

  it('that cannot be written are named', async () => {
    await expect(writePredictions('/dev/null/a.csv', 'x')).rejects.toThrow(
      '--output /dev/null/a.csv cannot be written',
    );
  });
});
