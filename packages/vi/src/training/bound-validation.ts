import { RandomState } from '@dln/random';
import { estimateBound } from '../bound/estimate-bound.ts';
import type { LikelihoodBound } from '../bound/importance-weighted-bound.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import { shorten } from '../inference/omission.ts';
import type { TrainOptions } from './train-options.ts';
import type { TrainEvent } from './train-event.ts';

/**
 * The bound of parameters on the dev split, at most `boundExamples` of it: the same examples and
 * the same random numbers at every validation, so that bounds of different parameters can be
 * compared. Yields an event for each example without an answer.
 *
 * @returns undefined if no bound is asked for, or no example has an answer
 */
export async function* boundValidation(
  { context, settings, dataset, samplerSeed }: TrainOptions,
  parameters: readonly LayerParameters[],
  iteration: number,
): AsyncGenerator<TrainEvent, LikelihoodBound | undefined, undefined> {
  const { boundSamples: samples, boundExamples, isCostOnly } = settings;
  if (samples === 0 || isCostOnly) return undefined;
  const places = new RandomState(samplerSeed)
    .permutation(dataset.size('dev'))
    .slice(0, boundExamples);
  const all = dataset.examples('dev');
  const examples = places.flatMap((place) => all[place] ?? []);
  if (examples.length === 0) return undefined;
  const seed = samplerSeed;
  const { bound, skipped } = await estimateBound(context, { parameters, examples, samples, seed });
  for (const { example, failure, layer = null } of skipped)
    yield {
      type: 'omitted',
      iteration,
      what: 'example',
      split: 'dev',
      purpose: 'bound',
      layer,
      example: places[example] ?? null,
      text: shorten(examples[example]?.input ?? ''),
      count: 1,
      ...failure,
    };
  return bound ?? undefined;
}
