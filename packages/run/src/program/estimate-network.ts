import { composeRun } from '../composition/compose-run.ts';
import { estimateComposed } from '../estimate/estimate-training.ts';
import type { CostRanges } from '../estimate/cost-ranges.ts';
import { checkNames } from './check-names.ts';
import { openTrainingModels } from './open-training-models.ts';
import { planTraining } from './plan-training.ts';
import type { TrainNetworkOptions } from './training-options.ts';

/**
 * Estimates what `trainNetwork` takes with the same options: requests, tokens and dollars, each as
 * a range. No model is asked.
 *
 * @throws errors with `userFacing` as `trainNetwork` does
 *
 * @example
 * const { requests, dollars } = await estimateNetwork({ data: 'reviews.csv', model: openai('gpt-x'), layers: 2 });
 */
export async function estimateNetwork(options: TrainNetworkOptions): Promise<CostRanges> {
  checkNames(options);
  await using models = await openTrainingModels(options);
  const { configuration, dataset } = await planTraining(options, models);
  const { signal = new AbortController().signal } = options;
  const run = await composeRun(configuration, signal, { models, dataset });
  try {
    return (await estimateComposed(run)).ranges;
  } finally {
    await run.close();
  }
}
