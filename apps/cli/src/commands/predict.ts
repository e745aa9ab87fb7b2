import type { Surroundings } from '../command-line/surroundings.ts';
import type { GivenSettings } from '../settings/given-settings.ts';
import type { CacheFlags } from '../replies/shared-replies.ts';
import { announceInput, requireInput } from './announce-input.ts';
import { describeSkipped } from './describe-skipped.ts';
import { InputError } from './input-error.ts';
import { requireSomeAnswer } from './nothing-answered.ts';
import { findNetwork, openNetwork } from './open-network.ts';
import { predictionToLine } from './print-predictions.ts';
import { readInputs } from './read-inputs.ts';

/** Prints what a trained network answers. */
export async function predict(options: {
  readonly network: string;
  readonly inputs: readonly string[];
  readonly inputFile: string | undefined;
  readonly isJsonl: boolean | undefined;
  readonly isJson: boolean;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { network: path, inputFile, isJsonl, isJson, flags, surroundings } = options;
  const { stdin, stdout, stderr } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  if (options.inputs.length > 0 && inputFile !== undefined)
    throw new InputError('Inputs are given both as arguments and with --input; give them one way.');
  const asking = { flags, cache: options.cache, surroundings };
  const found = await findNetwork(path, asking);
  if (options.inputs.length === 0) announceInput(inputFile, surroundings);
  const inputs =
    options.inputs.length > 0
      ? options.inputs
      : await readInputs({ file: inputFile ?? '-', stdin, isJsonl, onNote });
  requireInput(inputs, inputFile);
  await using opened = await openNetwork(found, asking);
  const { network, signal } = opened;
  for (const difference of opened.differences) onNote(difference);
  const predictions = await network.predict(inputs, { signal, onFailure: 'return' });
  for (const [index, prediction] of predictions.entries()) {
    const input = inputs[index] ?? '';
    if (prediction.failure) onNote(describeSkipped(`input ${index + 1}`, input, prediction));
    stdout.write(`${predictionToLine(input, prediction, isJson)}\n`);
  }
  requireSomeAnswer('inputs', predictions);
}
