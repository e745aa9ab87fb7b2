import { parseRecords, recordFormatOf, textOfColumn } from '@dln/datasets';
import type { JudgedOutput } from '@dln/losses';
import { InputError } from './input-error.ts';
import { readTextBytes } from './read-text-bytes.ts';

/** An answer with what people think of it, from 0 (wrong) to 1 (right). */
export interface LabelledAnswer extends JudgedOutput {
  readonly human: number;
}

const WORDS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'true', 'right', 'good', 'pass', 'correct'].map((word) => [word, 1] as const),
  ...['no', 'false', 'wrong', 'bad', 'fail', 'incorrect'].map((word) => [word, 0] as const),
]);

/**
 * Reads answers with the labels of people.
 *
 * @param options.scale - `1,5`
 * @throws InputError for a label that is not a number of the scale, yes or no
 */
export async function readLabels(options: {
  readonly file: string;
  readonly scale: string;
  readonly stdin: NodeJS.ReadableStream;
}): Promise<readonly LabelledAnswer[]> {
  const { file } = options;
  const [lowest = NaN, highest = NaN] = options.scale.split(',').map(Number);
  if (!(lowest < highest))
    throw new InputError(
      `--scale expects two numbers, such as 1,5; it is ${JSON.stringify(options.scale)}`,
    );
  const format = recordFormatOf(file) ?? 'jsonl';
  const data = { file, text: await readTextBytes(options), remedy: 'Correct it.' };
  return parseRecords(data, format).records.map((record) => {
    const label = textOfColumn(data, record, 'label').trim().toLowerCase();
    const number = label === '' ? NaN : Number(label);
    const human = WORDS.get(label) ?? (number - lowest) / (highest - lowest);
    if (!(human >= 0 && human <= 1))
      throw new InputError(
        `${file}, line ${record.line}: the label ${JSON.stringify(label)} is neither yes nor no, nor a number from ${lowest} to ${highest}; give another range as --scale`,
      );
    return {
      output: textOfColumn(data, record, 'output'),
      target: record.values.get('target') ?? '',
      input: record.values.get('input') ?? '',
      example: Object.fromEntries(record.values),
      hiddenTexts: [],
      human,
    };
  });
}
