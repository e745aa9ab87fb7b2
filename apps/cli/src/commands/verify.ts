import { compareAnswers } from '@dln/vi';
import { type CacheFlags, fingerprint, formatAccuracy, type GivenSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { evaluateNetwork } from './evaluate-network.ts';
import { InputError } from './input-error.ts';
import { NetworkMismatchError } from './network-mismatch-error.ts';
import { openTrainedNetwork } from './open-evaluation.ts';

/**
 * Asks a network again what it was asked when it was saved, and compares.
 *
 * @throws NetworkMismatchError if the recorded scores are not reproduced
 * @throws InputError if the network has no scores, or the data differ
 */
export async function verify(options: {
  /** A network.json or run directory. */
  readonly network: string;
  readonly tolerance: string;
  readonly isJson: boolean;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { network: path, isJson, flags, surroundings } = options;
  const { stdout, stderr } = surroundings;
  const tolerance = parseTolerance(options.tolerance);
  // What was recorded is asked anew: kept replies would only prove that they were kept.
  const cache = { ...options.cache, refresh: true };
  await using evaluation = await openTrainedNetwork(path, { flags, cache, surroundings });
  const { network, dataset, loss, signal } = evaluation;
  const { recorded, trainedWith } = network.file;
  if (!recorded)
    throw new InputError(
      `${path} has no recorded scores: it was saved before there were any, or nothing was validated. Measure it with dln eval, without --verify.`,
    );
  const examples = dataset.examples(recorded.split);
  if (fingerprint(examples) !== recorded.fingerprint)
    throw new InputError(
      `The ${recorded.split} examples of ${dataset.name} are not those that the scores of ${path} were recorded on. Name its run directory, or give the --data-dir, --seed and sizes of the run.`,
    );
  stderr.write(
    `${examples.length} ${recorded.split} examples of ${dataset.name}, trained with ${trainedWith.forward}\n`,
  );
  const { shots, differences: otherShots } = await evaluation.shownShots(recorded.split);
  for (const difference of [...evaluation.differences, ...otherShots])
    stderr.write(`${difference}\n`);
  const { accuracy, examples: answered } = await evaluateNetwork({
    network,
    dataset,
    loss,
    split: recorded.split,
    fewShots: shots,
    signal,
  });
  if (accuracy === null) throw new InputError(`The ${recorded.split} split of ${path} is empty.`);
  const answers = recorded.answers.flatMap(({ input }) => {
    const prediction = answered.find((example) => example.input === input);
    return prediction ? [prediction] : [];
  });
  const comparison = compareAnswers(recorded, { accuracy, answers }, tolerance);
  const { isReproduced, differences } = comparison;
  if (isJson)
    stdout.write(
      `${JSON.stringify({ ...comparison, accuracy, recordedAccuracy: recorded.accuracy, tolerance })}\n`,
    );
  if (!isReproduced) throw new NetworkMismatchError({ path, tolerance, differences });
  for (const difference of differences) stderr.write(`within the tolerance: ${difference}\n`);
  if (!isJson)
    stdout.write(
      `reproduced: ${recorded.split} accuracy ${formatAccuracy(accuracy)}, ${answers.length} recorded answers\n`,
    );
}

function parseTolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InputError(`--within ${text} is no share; give a number from 0 to 1, such as 0.02`);
}
