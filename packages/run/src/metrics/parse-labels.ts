import { parseRecords, recordFormatOf, textOfColumn } from '@dln/datasets';
import type { JudgedOutput } from '@dln/losses';
import { ConfigurationError } from '../configuration/configuration-error.ts';

/** An answer with what people think of it, from 0 (wrong) to 1 (right). */
export interface LabelledAnswer extends JudgedOutput {
  readonly human: number;
}

const WORDS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'true', 'right', 'good', 'pass', 'correct'].map((word) => [word, 1] as const),
  ...['no', 'false', 'wrong', 'bad', 'fail', 'incorrect'].map((word) => [word, 0] as const),
]);

/**
 * Reads answers with the labels of people: the columns output, target, label and input.
 *
 * @param options.scale - what the labels go from and to
 * @throws ConfigurationError for a label that is not a number of the scale, yes or no
 */
export function parseLabels(options: {
  readonly file: string;
  readonly text: string;
  readonly scale: readonly [lowest: number, highest: number];
}): readonly LabelledAnswer[] {
  const { file, text, scale } = options;
  const [lowest, highest] = scale;
  const data = { file, text, remedy: 'Correct it.' };
  return parseRecords(data, recordFormatOf(file) ?? 'jsonl').records.map((record) => {
    const label = textOfColumn(data, record, 'label').trim().toLowerCase();
    const number = label === '' ? NaN : Number(label);
    const human = WORDS.get(label) ?? (number - lowest) / (highest - lowest);
    if (!(human >= 0 && human <= 1))
      throw new ConfigurationError(
        [
          `${file}, line ${record.line}: the label ${JSON.stringify(label)} is neither yes nor no, nor a number from ${lowest} to ${highest}; give another range as the scale of the labels`,
        ],
        { code: 'metric', subject: file },
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
