import { RandomState } from '@dln/random';
import { estimateBound } from '../bound/estimate-bound.ts';
import type { LikelihoodBound } from '../bound/importance-weighted-bound.ts';
import { keep } from '../inference/keep-examples.ts';
import { shorten } from '../inference/omission.ts';
import type { TrainOptions } from './train.ts';
import type { TrainEvent } from './train-event.ts';

/**
 * The bound of prompts on the dev split, at most `boundExamples` of it: the same examples and the same random numbers at every validation, so that bounds of different
 * prompts can be compared. Yields an event for each example without an answer.
 *
 * @returns undefined if no bound is asked for, or no example has an answer
 */
export async function* boundValidation(
  { context, settings, dataset, samplerSeed }: TrainOptions,
  prompts: readonly string[],
  iteration: number,
): AsyncGenerator<TrainEvent, LikelihoodBound | undefined, undefined> {
  const { boundSamples: samples, boundExamples, isCostOnly } = settings;
  if (samples === 0 || isCostOnly) return undefined;
  const places = new RandomState(samplerSeed)
    .permutation(dataset.size('dev'))
    .slice(0, boundExamples);
  const examples = keep(dataset.examples('dev'), places);
  if (examples.length === 0) return undefined;
  const seed = samplerSeed;
  const { bound, left } = await estimateBound(context, { prompts, examples, samples, seed });
  for (const { item, why } of left)
    yield {
      type: 'omitted',
      iteration,
      what: 'example',
      split: 'dev',
      purpose: 'bound',
      layer: why.layer ?? null,
      example: places[item] ?? null,
      text: shorten(examples[item]?.input ?? ''),
      count: 1,
      kind: why.failure.kind,
      message: why.failure.message,
    };
  return bound ?? undefined;
}
