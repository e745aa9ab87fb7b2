import { sum } from '../numerics/mean.ts';
import { scoreLayer, scoreLayerTexts, type ScoreLayerOptions } from '../layers/score-layer.ts';
import type { HiddenEvidence } from './hidden-texts.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import { settleAll } from './settle-all.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoringOptions } from './scoring-options.ts';
import { scoreThroughNetwork } from './score-through-network.ts';

/** Drawn hidden texts, before they are weighed. */
export interface UnweighedTexts {
  /** `[example][sample]` */
  readonly samples: readonly (readonly string[])[];
  /** `[example][sample]`: each sample as the layer above reads it. */
  readonly upperReadings: readonly (readonly string[])[];
  /** `[example][sample]`: log q, nats per token. */
  readonly proposalLogProbabilities: readonly (readonly number[])[];
}

/** From this temperature on, samples are not weighed at all (dln/vi/model.py:322). */
const uniformFrom = 100;

/**
 * The unnormalised log-weight of each hidden text: log p(target | h) + log p(h | input), with the terms that the settings ask for
 * (dln/vi/model.py:322-391).
 *
 * @returns `[example][sample]`, nats
 */
export async function posteriorLogits(
  context: InferenceContext,
  evidence: HiddenEvidence,
  { samples, upperReadings, proposalLogProbabilities }: UnweighedTexts,
): Promise<readonly (readonly number[])[]> {
  const { settings, strategies } = context;
  const { index, prompts, inputs, targets } = evidence;
  if (settings.hiddenSamples < 2 || settings.posteriorTemperature >= uniformFrom)
    return samples.map((row) => row.map(() => 0));

  const isOutputAbove = index + 1 === context.layers.length - 1;
  const scoring = isOutputAbove ? settings.outputScoring : settings.hiddenScoring;
  const above = { layer: layerAt(context, index + 1), prompt: prompts[index + 1] ?? '' };
  const upperQueries = upperReadings.flatMap((row, example) =>
    row.map((input) => ({ input, prompt: above.prompt, target: targets[example] ?? '' })),
  );
  if (scoring === 'accuracy')
    return rows(
      isOutputAbove
        ? await scoreAccuracy(context, index + 1, upperQueries)
        : await scoreThroughNetwork(context, {
            ...evidence,
            from: index + 1,
            readings: upperReadings,
          }),
      samples,
    );

  const options = posteriorScoring(context);
  const own = { layer: layerAt(context, index), prompt: prompts[index] ?? '' };
  const none: readonly number[] = upperQueries.map(() => 0);
  const includesPrior = settings.includePrior && settings.hiddenScoring === 'logprobs';
  const [likelihood, prior, information] = await settleAll([
    scoreLayer(above.layer, upperQueries, options),
    includesPrior
      ? scoreLayer(
          own.layer,
          samples.flatMap((row, example) =>
            row.map((target) => ({ input: inputs[example] ?? '', prompt: own.prompt, target })),
          ),
          options,
        )
      : none,
    settings.useMutualInformation
      ? (strategies.mutualInformationOver === 'classes' ? scoreLayer : scoreLayerTexts)(
          above.layer,
          samples.flatMap((row, example) =>
            row.map((input) => ({ input, prompt: above.prompt, target: targets[example] ?? '' })),
          ),
          options,
        )
      : none,
  ]);
  const logQ = settings.correctWeighting ? proposalLogProbabilities.flat() : none;
  return rows(
    likelihood.map(
      (value, at) => value + (prior[at] ?? 0) - (information[at] ?? 0) - (logQ[at] ?? 0),
    ),
    samples,
  );
}

/** How texts are scored for the weights: per token, or, by sums, with every token counted. */
function posteriorScoring(context: InferenceContext): ScoreLayerOptions {
  const options = scoringOptions(context);
  if (context.settings.posteriorWeights === 'mean') return options;
  const { split } = options.textScoring;
  return { ...options, textScoring: { split, normalize: sum }, burnInRatio: 0 };
}

/** A flat list cut into rows as long as those of `like`. */
function rows(
  values: readonly number[],
  like: readonly (readonly unknown[])[],
): readonly (readonly number[])[] {
  let next = 0;
  return like.map((row) => row.map(() => values[next++] ?? 0));
}
