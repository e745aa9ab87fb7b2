import { appendFile, writeFile } from 'node:fs/promises';
import { createOutputPathError } from '@dln/run';
import { examplesToCsv } from './examples-to-csv.ts';
import type { EvaluatedExample } from './evaluate-network.ts';
import { scoringFields } from './scoring-of-predictions.ts';

/**
 * Finds out before answers are paid for whether a file can be written; its content is left as it
 * is.
 */
export async function checkWritable(path: string): Promise<void> {
  await orcreateOutputPathError(path, appendFile(path, ''));
}

/**
 * Writes each example with its answer: as CSV if the name ends in .csv, else a JSON object per
 * line.
 *
 * @throws RunFileError if the file cannot be written
 */
export async function writeExamples(
  path: string,
  examples: readonly EvaluatedExample[],
): Promise<void> {
  const text = /\.csv$/i.test(path)
    ? examplesToCsv(examples)
    : examples
        .map(({ scoring, ...example }) => ({ ...example, ...scoringFields({ scoring }) }))
        .map((row) => `${JSON.stringify(row)}\n`)
        .join('');
  await orcreateOutputPathError(path, writeFile(path, text));
}

async function orcreateOutputPathError(path: string, writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    throw createOutputPathError({ path, setting: '--examples', cause });
  }
}
