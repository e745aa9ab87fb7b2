import { sum } from '../numerics/mean.ts';
import { scoreLayer, scoreLayerTexts, type ScoreLayerOptions } from '../layers/score-layer.ts';
import { renderResidual } from '../layers/render-layer.ts';
import type { HiddenExample } from './hidden-texts.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import { settleAll } from './settle-all.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { promptAt, scoreThroughNetwork } from './score-through-network.ts';
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
  readonly prompts: readonly string[];
  readonly texts: readonly UnweighedText[];
}

/** The unnormalised log-weight of each hidden text, in nats, in order. */
export type PosteriorWeights = (
  context: InferenceContext,
  drawn: UnweighedTexts,
) => Promise<readonly number[]>;

/** From this temperature on, samples are not weighed at all (dln/vi/model.py:322). */
const UNIFORM_FROM = 100;

/** Nothing is asked, and all texts weigh the same. */
export const equalWeights: PosteriorWeights = async (_context, { texts }) => texts.map(() => 0);

/** By what the network answers if the layer writes the text, 1 − loss. */
export const accuracyWeights: PosteriorWeights = async (context, drawn) => {
  const { index, prompts } = drawn;
  const readings = readingsAbove(context, drawn);
  const above = index + 1;
  if (above < context.layers.length - 1)
    return scoreThroughNetwork(context, {
      from: above,
      prompts,
      readings: drawn.texts.map(({ example: { upperInput, label } }, at) => ({
        layerInput: textAt(readings, at),
        upperInput,
        label,
      })),
    });
  return scoreAccuracy(context, above, targetsUnder(drawn, readings));
};

/** log p(target | h, x): how well the layer above explains the target. */
export const likelihoodWeights: PosteriorWeights = async (context, drawn) =>
  scoreLayer(
    layerAt(context, drawn.index + 1),
    targetsUnder(drawn, readingsAbove(context, drawn)),
    posteriorScoring(context),
  );

/** log p(h | input): how likely the layer itself makes the text. */
export const priorWeights: PosteriorWeights = async (context, { index, prompts, texts }) =>
  scoreLayer(
    layerAt(context, index),
    texts.map(({ example: { layerInput: input }, text: target }) => ({
      input,
      prompt: promptAt(prompts, index),
      target,
    })),
    posteriorScoring(context),
  );

/** log p(target | h alone): what the text gives away of the target. Subtracted, it is a mutual-information regularizer. */
export const givenAwayWeights: PosteriorWeights = async (context, drawn) => {
  const isOverClasses = context.strategies.mutualInformationOver === 'classes';
  return (isOverClasses ? scoreLayer : scoreLayerTexts)(
    layerAt(context, drawn.index + 1),
    targetsUnder(
      drawn,
      drawn.texts.map(({ text }) => text),
    ),
    posteriorScoring(context),
  );
};

/** log q(h): how likely the backward model made the text. Subtracted, the weights are importance weights of the mixture that texts are drawn from. */
export const proposalWeights: PosteriorWeights = async (_context, { texts }) =>
  texts.map(({ logQ }) => logQ);

/** Weights that are a sum of others, each added or subtracted. Their questions go out at the same time. */
export function sumOfWeights(
  parts: readonly (readonly [sign: 1 | -1, weights: PosteriorWeights])[],
): PosteriorWeights {
  return async (context, drawn) => {
    const found = await settleAll(
      parts.map(async ([sign, weights]) => ({ sign, values: await weights(context, drawn) })),
    );
    return drawn.texts.map((_, at) =>
      found.reduce((total, { sign, values }) => total + sign * valueAt(values, at), 0),
    );
  };
}

/**
 * The weights that the settings ask for: the paper's likelihood × prior, or without the prior, with a regularizer, with importance weights
 * (dln/vi/model.py:322-391).
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

/** Each text as the layer above reads it. */
function readingsAbove(
  context: InferenceContext,
  { index, texts }: UnweighedTexts,
): readonly string[] {
  const above = layerAt(context, index + 1);
  return texts.map(({ text, example }) => renderResidual(above, text, example.upperInput));
}

/** The targets of the layer above, as queries under its prompt. */
function targetsUnder(
  { index, prompts, texts }: UnweighedTexts,
  readings: readonly string[],
): readonly { readonly input: string; readonly prompt: string; readonly target: string }[] {
  const prompt = promptAt(prompts, index + 1);
  return texts.map(({ example: { target } }, at) => ({
    input: textAt(readings, at),
    prompt,
    target,
  }));
}

/** How texts are scored for the weights: per token, or, by sums, with every token counted. */
function posteriorScoring(context: InferenceContext): ScoreLayerOptions {
  const options = scoringOptions(context);
  if (context.settings.posteriorWeights === 'mean') return options;
  const { split } = options.textScoring;
  return { ...options, textScoring: { split, normalize: sum }, burnInRatio: 0 };
}

function textAt(texts: readonly string[], index: number): string {
  const text = texts[index];
  if (text === undefined) throw new RangeError(`no text ${index} among ${texts.length}`);
  return text;
}

function valueAt(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no weight ${index} among ${values.length}`);
  return value;
}
