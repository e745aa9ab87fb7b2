import { RandomState } from '@dln/random';
import { argMax } from '../numerics/arg-max.ts';
import { mean } from '../numerics/mean.ts';
import { indexed } from '../numerics/indexed.ts';
import { runForward } from '../inference/forward-pass.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { NothingAnsweredError } from '../inference/nothing-answered-error.ts';
import { demonstrate } from '../inference/proposers/demonstrate.ts';
import { scoringOptions } from '../inference/scoring-options.ts';
import { withLast } from '../layers/calibration-reading.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import { parametersAt } from '../layers/layer-parameters.ts';
import { scoreLayer } from '../layers/score-layer.ts';
import { zip } from '../scoring/outcome.ts';
import type { LayoutChosenEvent, LayoutFigures } from './train-event.ts';
import type { TrainOptions } from './train-options.ts';

/** Training examples that choose a layout. */
const MOST_EXAMPLES = 12;

/** A context in its layout, and how that was chosen. */
export interface ChosenLayout {
  readonly context: InferenceContext;
  /** Absent if there was nothing to choose. */
  readonly event?: LayoutChosenEvent;
}

/**
 * Gives the last layer the layout with the largest mean log-likelihood of training targets, the
 * first among equals: one of `context.alternatives`. If demonstrations are learned, the layouts
 * show the same random set of them. Class priors are estimated from the inputs of the examples,
 * which are scored in any case.
 *
 * @throws NothingAnsweredError if no alternative has scores
 */
export async function chooseLayout(
  options: Pick<TrainOptions, 'context' | 'dataset' | 'parameters' | 'samplerSeed'>,
): Promise<ChosenLayout> {
  const { context } = options;
  const { alternatives } = context;
  if (alternatives === undefined) return { context };
  context.onPhase?.('scoring');
  const { readings, parameters } = await gatherReadings(options);
  const inputs = readings.map(({ input }) => input);
  const figures: LayoutFigures[] = [];
  // Side by side, an estimate of one prior would not be shared by alternatives with one template.
  for (const layer of alternatives) {
    const { calibration, template } = layer;
    const own =
      calibration === undefined || calibration.name === 'contextual'
        ? layer
        : {
            ...layer,
            calibration: { ...calibration, inputs, priors: new Map(), scales: new Map() },
          };
    const outcomes = await scoreLayer(
      own,
      readings.map((reading) => ({ ...reading, parameters })),
      scoringOptions(context),
    );
    const values = outcomes.flatMap(({ failure, value }) => (failure ? [] : [value]));
    figures.push({
      template: `${template.name}:${template.version}`,
      calibration: calibration?.name ?? 'none',
      examples: values.length,
      logLikelihood: values.length === 0 ? null : mean(values),
    });
    const [first] = outcomes;
    if (values.length === 0 && first?.failure && figures.length === alternatives.length)
      if (figures.every(({ logLikelihood }) => logLikelihood === null))
        throw new NothingAnsweredError({ what: 'No layout has scores', failure: first.failure });
  }
  const chosen = argMax(figures.map(({ logLikelihood }) => logLikelihood ?? -Infinity));
  return {
    context: inLayout(context, chosen),
    event: {
      type: 'layout-chosen',
      iteration: 0,
      parameters: options.parameters,
      chosen,
      alternatives: figures,
    },
  };
}

/** The context with one of its alternatives as the last layer. */
export function inLayout(context: InferenceContext, index: number): InferenceContext {
  const layer = indexed(context.alternatives ?? [], index);
  return { ...context, layers: withLast(context.layers, layer) };
}

interface Reading {
  readonly input: string;
  readonly target: string;
}

/**
 * What the last layer reads of some training examples, what it should write, and its parameters.
 */
async function gatherReadings({
  context,
  dataset,
  parameters,
  samplerSeed,
}: Pick<TrainOptions, 'context' | 'dataset' | 'parameters' | 'samplerSeed'>): Promise<{
  readonly readings: readonly Reading[];
  readonly parameters: LayerParameters;
}> {
  const random = new RandomState(samplerSeed);
  const shuffled = dataset.examples('train', random.permutation(dataset.size('train')));
  const examples = shuffled.slice(0, MOST_EXAMPLES);
  const last = context.layers.length - 1;
  const current = parametersAt(parameters, last);
  if (last === 0) {
    const others = shuffled.slice(examples.length);
    return { readings: examples, parameters: await demonstrated(context, current, others, random) };
  }
  const passes = await runForward(context, {
    parameters,
    inputs: examples.map(({ input }) => input),
    temperature: 0,
    place: { step: 0, purpose: 'forward' },
  });
  const readings = zip(examples, passes).flatMap(([{ target }, pass]) =>
    pass.failure ? [] : [{ input: indexed(pass.layers, last).layerInput, target }],
  );
  return { readings, parameters: current };
}

/** The parameters with a set of demonstrations as it is proposed, if those are learned. */
async function demonstrated(
  context: InferenceContext,
  current: LayerParameters,
  others: readonly Reading[],
  random: RandomState,
): Promise<LayerParameters> {
  if (!context.settings.proposers.includes('demonstrations')) return current;
  const none = { index: 0, step: 0, round: 0, trials: {}, memory: [], examples: [], perRequest: 0 };
  const [set] = await demonstrate(context, { ...none, count: 1, current, others }, random)();
  return set?.parameters ?? current;
}
