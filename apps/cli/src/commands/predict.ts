import { inFlags } from '@dln/run';
import type { CacheFlags, GivenSettings } from '@dln/run';
import { parseNetworkFile } from '@dln/vi/network';
import type { Surroundings } from '../command-line/surroundings.ts';
import { announceInput, requireInput } from './announce-input.ts';
import { checkOutput } from './check-output.ts';
import { describeSkipped } from './describe-skipped.ts';
import { InputError } from './input-error.ts';
import { requireSomeAnswer } from './nothing-answered.ts';
import { findNetwork, openNetwork } from './open-network.ts';
import type { InputFormat, PredictionFormat } from './predict-formats.ts';
import { readInputs } from './read-inputs.ts';
import { recordedColumn } from './recorded-column.ts';
import { describeUncertain } from './scoring-of-predictions.ts';
import { predictionFormatOf, renderPredictions, writePredictions } from './write-predictions.ts';

/** Prints what a trained network answers. */
export async function predict(options: {
  readonly network: string;
  readonly inputs: readonly string[];
  readonly inputFile: string | undefined;
  readonly inputFormat: InputFormat | undefined;
  readonly column: string | undefined;
  readonly encoding: string | undefined;
  /** The file for predictions; standard output if missing. */
  readonly outputFile: string | undefined;
  /** @default as the output file's name tells, else text */
  readonly format: PredictionFormat | undefined;
  /** Replaces an output file that exists. */
  readonly isForced: boolean;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { network: path, inputFile, outputFile, flags, surroundings } = options;
  const { format = predictionFormatOf(outputFile) } = options;
  const { stdin, stdout, stderr } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${inFlags(text)}\n`);
  if (options.inputs.length > 0 && inputFile !== undefined)
    throw new InputError('Inputs are given both as arguments and with --input; give them one way.');
  // `-` is standard input, as it is with --input.
  const isPiped = options.inputs.includes('-');
  if (isPiped && options.inputs.length > 1)
    throw new InputError(
      'The input - is standard input; give it alone, or give texts as arguments.',
    );
  const given = isPiped ? [] : options.inputs;
  if (outputFile !== undefined) await checkOutput(outputFile, options);
  const asking = { flags, cache: options.cache, surroundings };
  const found = await findNetwork(path, asking);
  if (given.length === 0) announceInput(inputFile, surroundings);
  const inputs =
    given.length > 0
      ? given
      : await readInputs({
          file: inputFile ?? '-',
          stdin,
          format: options.inputFormat,
          column: options.column,
          recordedColumn: await recordedColumn(found.recorded),
          form: parseNetworkFile(found.json).task.input,
          encoding: options.encoding,
          onNote,
        });
  requireInput(inputs, inputFile);
  await using opened = await openNetwork(found, asking);
  const { network, signal } = opened;
  for (const difference of opened.differences) onNote(difference);
  const predictions = await network.predict(inputs, { signal, onFailure: 'return' });
  for (const [index, prediction] of predictions.entries()) {
    const input = inputs[index] ?? '';
    if (prediction.failure) onNote(describeSkipped(`input ${index + 1}`, input, prediction));
  }
  for (const note of describeUncertain(predictions)) onNote(note);
  const hiddenLayers = network.file.layers.length - 1;
  const text = renderPredictions(inputs, predictions, { format, hiddenLayers });
  if (outputFile === undefined) stdout.write(text);
  else {
    await writePredictions(outputFile, text);
    onNote(`${predictions.length} predictions written to ${outputFile}`);
  }
  requireSomeAnswer('inputs', predictions);
}
