import type { Prediction } from '@dln/vi/network';
import { createOutputPathError, writeText } from '@dln/run';
import type { PredictionFormat } from './predict-formats.ts';
import { predictionToLine } from './print-predictions.ts';

/**
 * The format that the name of an output file tells; `text` for other names and for standard output.
 */
export function predictionFormatOf(file: string | undefined): PredictionFormat {
  const extension = /\.([^./\\]+)$/.exec(file ?? '')?.[1]?.toLowerCase();
  if (extension === 'csv') return 'csv';
  return extension === 'jsonl' || extension === 'ndjson' ? 'jsonl' : 'text';
}

/**
 * Predictions as text. CSV has the columns `input`, `output`, `hidden_1` and so on, and `error`
 * with the reason why an input was skipped.
 *
 * @param inputs - one for each prediction
 * @param hiddenLayers - how many hidden texts a prediction has
 */
export function renderPredictions(
  inputs: readonly string[],
  predictions: readonly Prediction[],
  { format, hiddenLayers }: { readonly format: PredictionFormat; readonly hiddenLayers: number },
): string {
  const lines = predictions.map((prediction, index) => {
    const input = inputs[index];
    if (input === undefined) throw new RangeError(`prediction ${index} has no input`);
    return format === 'csv'
      ? toCsvLine(csvFields(input, prediction, hiddenLayers))
      : predictionToLine(input, prediction, format === 'jsonl');
  });
  const hidden = Array.from({ length: hiddenLayers }, (_, layer) => `hidden_${layer + 1}`);
  const head = format === 'csv' ? [toCsvLine(['input', 'output', ...hidden, 'error'])] : [];
  return [...head, ...lines].map((line) => `${line}\n`).join('');
}

/**
 * Writes a file of predictions, all of it or nothing.
 *
 * @throws RunFileError if it cannot be written
 */
export async function writePredictions(file: string, text: string): Promise<void> {
  try {
    await writeText(file, text);
  } catch (cause) {
    throw createOutputPathError({ path: file, setting: '--output', cause });
  }
}

function csvFields(input: string, prediction: Prediction, hiddenLayers: number): readonly string[] {
  const { output, hiddenTexts, failure } = prediction;
  const hidden = Array.from({ length: hiddenLayers }, (_, layer) => hiddenTexts[layer] ?? '');
  return [input, output, ...hidden, failure?.message ?? ''];
}

function toCsvLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
