import { sum } from '../numerics/mean.ts';
import {
  scoreLayer,
  scoreLayerTexts,
  type LayerQuery,
  type ScoreLayerOptions,
} from '../layers/score-layer.ts';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { HiddenExample } from './hidden-texts.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import { settleAll } from './settle-all.ts';
import { scoreAnswers } from './score-accuracy.ts';
import { scoreThroughNetwork } from './score-through-network.ts';
import { scoringOptions } from './scoring-options.ts';

/** A hidden text that was drawn, before it is weighed. */
export interface UnweighedText {
  readonly example: HiddenExample;
  readonly text: string;
  /** log q(h) in nats, per token or as a sum. */
  readonly logQ: number;
}

/** Hidden texts of one layer. */
export interface UnweighedTexts {
  /** The layer that writes them. */
  readonly index: number;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly texts: readonly UnweighedText[];
}

/** The unnormalised log-weight of each hidden text, in nats, in order, or why a text has none. */
export type PosteriorWeights = (
  context: InferenceContext,
  drawn: UnweighedTexts,
) => Promise<readonly Outcome<{ readonly value: number }>[]>;

/** From this temperature on, samples are not weighed at all (dln/vi/model.py:322). */
const UNIFORM_FROM = 100;

/** Nothing is asked, and all texts weigh the same. */
export const equalWeights: PosteriorWeights = async (_context, { texts }) =>
  texts.map(() => ({ value: 0 }));

/** By what the network answers if the layer writes the text, 1 − loss. */
export const accuracyWeights: PosteriorWeights = async (context, drawn) => {
  const above = drawn.index + 1;
  const queries = readAbove(context, drawn);
  if (above === context.layers.length - 1) return scoreAnswers(context, above, queries, 0);
  return scoreThroughNetwork(context, {
    from: above,
    parameters: drawn.parameters,
    readings: zip(drawn.texts, queries).map(
      ([
        {
          example: { upperInput, label },
        },
        { input: layerInput },
      ]) => ({ layerInput, upperInput, label }),
    ),
  });
};

/** log p(target | h, x): how well the layer above explains the target. */
export const likelihoodWeights: PosteriorWeights = async (context, drawn) =>
  scoreLayer(
    layerAt(context, drawn.index + 1),
    readAbove(context, drawn),
    posteriorScoring(context),
  );

/** log p(h | input): how likely the layer itself makes the text. */
export const priorWeights: PosteriorWeights = async (context, { index, parameters, texts }) =>
  scoreLayer(
    layerAt(context, index),
    texts.map(({ example: { layerInput: input }, text: target }) => ({
      input,
      parameters: parametersAt(parameters, index),
      target,
    })),
    posteriorScoring(context),
  );

/**
 * log p(target | h alone): what the text gives away of the target. Subtracted, it is a
 * mutual-information regularizer.
 */
export const givenAwayWeights: PosteriorWeights = async (context, drawn) => {
  const isOverClasses = context.strategies.mutualInformationOver === 'classes';
  return (isOverClasses ? scoreLayer : scoreLayerTexts)(
    layerAt(context, drawn.index + 1),
    targetsUnder(drawn, ({ text }) => text),
    posteriorScoring(context),
  );
};

/**
 * log q(h): how likely the backward model made the text. Subtracted, the weights are importance
 * weights of the mixture that texts are drawn from.
 */
export const proposalWeights: PosteriorWeights = async (_context, { texts }) =>
  texts.map(({ logQ: value }) => ({ value }));

/**
 * Weights that are a sum of others, each added or subtracted. Their questions go out at the same
 * time.
 */
export function sumOfWeights(
  parts: readonly (readonly [sign: 1 | -1, weights: PosteriorWeights])[],
): PosteriorWeights {
  return async (context, drawn) => {
    const found = await settleAll(
      parts.map(async ([sign, weights]) => ({ sign, values: await weights(context, drawn) })),
    );
    const nothing = drawn.texts.map((): Outcome<{ readonly value: number }> => ({ value: 0 }));
    return found.reduce(
      (totals, { sign, values }) =>
        zip(totals, values).map(([total, outcome]) =>
          total.failure
            ? total
            : mapOutcome(outcome, ({ value }) => ({ value: total.value + sign * value })),
        ),
      nothing,
    );
  };
}

/**
 * The weights that the settings ask for: the paper's likelihood × prior, or without the prior, with
 * a regularizer, with importance weights (dln/vi/model.py:322-391).
 *
 * @param index the layer that writes the hidden texts
 */
export function posteriorWeightsFor(
  { settings, layers }: InferenceContext,
  index: number,
): PosteriorWeights {
  if (settings.hiddenSamples < 2 || settings.posteriorTemperature >= UNIFORM_FROM)
    return equalWeights;
  const isOutputAbove = index + 1 === layers.length - 1;
  const scoring = isOutputAbove ? settings.outputScoring : settings.hiddenScoring;
  if (scoring === 'accuracy') return accuracyWeights;
  const includesPrior = settings.includePrior && settings.hiddenScoring === 'logprobs';
  const given = [
    [true, 1, likelihoodWeights],
    [includesPrior, 1, priorWeights],
    [settings.useMutualInformation, -1, givenAwayWeights],
    [settings.correctWeighting, -1, proposalWeights],
  ] as const;
  return sumOfWeights(given.flatMap(([isUsed, ...part]) => (isUsed ? [part] : [])));
}

/** What the layer above should write when it reads each text. */
function readAbove(context: InferenceContext, drawn: UnweighedTexts): readonly LayerQuery[] {
  const above = layerAt(context, drawn.index + 1);
  return targetsUnder(drawn, ({ text, example }) =>
    renderResidual(above, text, example.upperInput),
  );
}

/** The targets of the layer above, as queries under its parameters. */
function targetsUnder(
  { index, parameters: network, texts }: UnweighedTexts,
  inputOf: (text: UnweighedText) => string,
): readonly LayerQuery[] {
  const parameters = parametersAt(network, index + 1);
  return texts.map((text) => ({ input: inputOf(text), parameters, target: text.example.target }));
}

/** How texts are scored for the weights: per token, or, by sums, with every token counted. */
function posteriorScoring(context: InferenceContext): ScoreLayerOptions {
  const options = scoringOptions(context);
  if (context.settings.posteriorWeights === 'mean') return options;
  const { split } = options.textScoring;
  return { ...options, textScoring: { split, normalize: sum }, burnInRatio: 0 };
}
