import { describeData } from '@dln/datasets';
import { type CacheFlags, describeGenerated, type GivenSettings, inFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { fitStream, lineWidth } from '../reporters/fit-stream.ts';
import { checkOutput } from './check-output.ts';
import { describeSkipped } from './describe-skipped.ts';
import { evaluateNetwork } from './evaluate-network.ts';
import { parseMinAccuracy, requireAccuracy } from './min-accuracy.ts';
import { requireSomeAnswer } from './nothing-answered.ts';
import { openPrompts, openTrainedNetwork } from './open-evaluation.ts';
import { parseSplit } from './parse-split.ts';
import { describeMeasurement, measurementToJson } from './print-evaluation.ts';
import { checkWritable, writeExamples } from './write-examples.ts';

/**
 * Measures a network on a split and prints its accuracy. Examples that cannot be answered are named
 * and count as wrong.
 *
 * @throws InputError if the file of examples exists and may not be replaced
 * @throws RunFileError if the file of examples cannot be written: before the first request if
 *   that can be known, else after the result is printed
 * @throws InputError instead of a result if no example has an answer
 * @throws LowAccuracyError after the result is printed, if the accuracy is below the minimum
 */
export async function evaluate(options: {
  /** A network.json or run directory; if missing, flags describe the network. */
  readonly network: string | undefined;
  readonly split: string;
  /** Where each example goes with its answer. */
  readonly examples: string | undefined;
  /** Replaces a file of examples that exists. */
  readonly isForced: boolean;
  /** The least accuracy with which the command succeeds. */
  readonly minAccuracy?: string | undefined;
  readonly isJson: boolean;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, isJson, surroundings } = options;
  const { stdout, stderr } = surroundings;
  const split = parseSplit(options.split);
  const least = parseMinAccuracy(options.minAccuracy);
  if (options.examples !== undefined) {
    await checkOutput(options.examples, { isForced: options.isForced, option: '--examples' });
    await checkWritable(options.examples);
  }
  const asking = { flags, cache: options.cache, surroundings };
  await using evaluation =
    options.network === undefined
      ? await openPrompts(asking)
      : await openTrainedNetwork(options.network, asking);
  const { network, dataset, loss, metric, metricRemark, spending, retries, signal } = evaluation;
  const { shots, differences: otherShots } = await evaluation.shownShots(split);
  const differences = [...evaluation.differences, ...otherShots];
  for (const difference of differences) stderr.write(`${inFlags(difference)}\n`);
  stderr.write(`${dataset.size(split)} ${split} examples of ${dataset.name}\nmetric   ${metric}\n`);
  if (metricRemark !== undefined) stderr.write(`${inFlags(metricRemark)}\n`);
  const remark = describeGenerated(dataset, [split]);
  if (remark !== undefined) stderr.write(`${remark}\n`);
  for (const note of describeData(dataset)) stderr.write(`${note}\n`);

  const evaluated = await evaluateNetwork({
    network,
    dataset,
    loss,
    split,
    fewShots: shots,
    signal,
  });
  for (const [index, example] of evaluated.examples.entries())
    if (example.failure)
      stderr.write(`${describeSkipped(`${split} example ${index + 1}`, example.input, example)}\n`);

  requireSomeAnswer(`examples of the ${split} split`, evaluated.examples);
  const measurement = {
    evaluated,
    network,
    dataset,
    differences,
    spending: spending(),
    retries: retries(),
  };
  const shown = isJson
    ? JSON.stringify(measurementToJson(measurement))
    : fitStream(describeMeasurement(measurement, lineWidth(stdout)), stdout);
  stdout.write(`${shown}\n`);
  if (options.examples !== undefined) await writeExamples(options.examples, evaluated.examples);
  requireAccuracy(evaluated, least);
}
