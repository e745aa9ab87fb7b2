import type { Generation } from '@dln/llm';
import type { RandomState } from '@dln/random';
import { argMax } from '../numerics/arg-max.ts';
import { mean, sum } from '../numerics/mean.ts';
import { effectiveSampleSize, temperedWeights } from '../numerics/tempered-weights.ts';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import { joinParagraphs } from '../layers/render-layer.ts';
import { planPosterior } from '../samplers/posterior-sampler.ts';
import type { ReplyReading, UnfinishedKind } from '../samplers/reply-reading.ts';
import { zip } from '../scoring/outcome.ts';
import type { HiddenPosterior } from './example-record.ts';
import { generateBackward } from './generate-backward.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { type OmissionReason, reasonOf, shorten } from './omission.ts';
import { posteriorWeightsFor, type UnweighedText } from './posterior-weights.ts';

/** One example when the text of a hidden layer is inferred. */
export interface HiddenExample {
  /** Its index in the batch. */
  readonly batchIndex: number;
  /** What the layer read. */
  readonly layerInput: string;
  /** What the layer wrote. */
  readonly layerOutput: string;
  /** What the layer above should write. */
  readonly target: string;
  /** The network's input as the layer above sees it. */
  readonly upperInput: string;
  /** The target of the network. */
  readonly label: string;
  readonly loss: number;
}

/** What is known when a hidden layer's texts are inferred. */
export interface HiddenEvidence {
  /** The layer that writes them. */
  readonly index: number;
  readonly step: number;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly examples: readonly HiddenExample[];
}

/** The hidden texts of a layer, for the examples that have any. */
export interface HiddenTexts {
  readonly examples: readonly (HiddenPosterior & { readonly batchIndex: number })[];
  /** Mean entropy of the weights of an example, in nats. */
  readonly entropy: number;
  /** Mean effective sample size of the weights of an example, 1 ÷ Σ w². */
  readonly effectiveSize: number;
  /** Mean number of different texts of an example. */
  readonly distinct: number;
}

/**
 * Draws hidden texts from the backward model and weighs them by how well they explain the target
 * (paper, section 3; algorithms 2 and 3). A text without a reply, or without a weight, is left out,
 * and so is an example that is left without any.
 *
 * @throws NothingAnsweredError if no example has a text
 */
export async function inferHiddenTexts(
  context: InferenceContext,
  evidence: HiddenEvidence,
  random: RandomState,
): Promise<HiddenTexts> {
  const { settings, onPhase } = context;
  const { index, parameters } = evidence;
  onPhase?.('hidden texts');
  const drawn = await drawSamples(context, evidence, random);
  onPhase?.('scoring');
  const texts = drawn.flatMap((one) => (one.failure ? [] : [one]));
  tellKept(context, index, texts, drawn.length);
  const weigh = posteriorWeightsFor(context, index);
  const logits = texts.length === 0 ? [] : await weigh(context, { index, parameters, texts });
  const weighed = zip(texts, logits);
  const lost = [
    ...drawn.flatMap(({ example, failure }) => (failure ? [{ example, failure }] : [])),
    ...weighed.flatMap(([{ example }, { failure }]) => (failure ? [{ example, failure }] : [])),
  ];
  const kept = weighed.flatMap(([text, { failure, value }]) =>
    failure ? [] : [{ ...text, logit: value }],
  );
  const byExample = Map.groupBy(kept, ({ example }) => example);
  const [firstLost] = lost;
  if (byExample.size === 0 && firstLost) {
    const what = `No example has a hidden text for layer ${index + 1}`;
    throw new NothingAnsweredError({ what, failure: firstLost.failure });
  }
  tellLost(context, index, lost, byExample);
  const temperature = settings.posteriorTemperature;
  const share = settings.posteriorWeights === 'sum' ? settings.posteriorShare : 0;
  const inferred = [...byExample].map(([{ batchIndex }, texts]) => {
    const logits = texts.map(({ logit }) => logit);
    const { weights } = temperedWeights(logits, { temperature, share });
    return { batchIndex, weights, ...posteriorOf(texts, weights) };
  });
  return {
    examples: inferred.map(({ batchIndex, samples, best }) => ({
      batchIndex,
      samples: settings.useHiddenArgMax ? [{ text: best, weight: 1 }] : samples,
      best,
    })),
    entropy: mean(inferred.map(({ weights }) => entropyOf(weights))),
    effectiveSize: mean(inferred.map(({ weights }) => effectiveSampleSize(weights))),
    distinct: mean(inferred.map(({ samples }) => new Set(samples.map(({ text }) => text)).size)),
  };
}

function posteriorOf(
  texts: readonly { readonly text: string }[],
  weights: readonly number[],
): HiddenPosterior {
  const samples = zip(texts, weights).map(([{ text }, weight]) => ({ text, weight }));
  const best = samples[argMax(weights)];
  if (!best) throw new RangeError('an example without a hidden text');
  return { samples, best: best.text };
}

/**
 * Tells of the texts that are left out, example by example; an example without any is left out
 * itself.
 */
function tellLost(
  { onOmitted }: InferenceContext,
  layer: number,
  lost: readonly { readonly example: HiddenExample; readonly failure: OmissionReason }[],
  kept: ReadonlyMap<HiddenExample, unknown>,
): void {
  for (const [example, own] of Map.groupBy(lost, (one) => one.example)) {
    const [first] = own;
    if (!first) continue;
    const isKept = kept.has(example);
    const { kind, message } = first.failure;
    onOmitted?.({
      what: isKept ? 'hidden-text' : 'example',
      split: 'train',
      purpose: 'posterior',
      layer,
      example: example.batchIndex,
      text: shorten(example.layerInput),
      count: isKept ? own.length : 1,
      kind,
      message,
    });
  }
}

/** A text, or why an example has none. */
type DrawnText = HeldText | LostText;

interface HeldText extends UnweighedText {
  /** It is not whole, and is used all the same. */
  readonly kept?: UnfinishedKind;
  readonly failure?: undefined;
}

interface LostText {
  readonly example: HiddenExample;
  readonly failure: OmissionReason;
}

/**
 * K texts for each example, example after example: drawn, or copies of what was written if only
 * wrong examples are rewritten.
 */
async function drawSamples(
  context: InferenceContext,
  { index, step, parameters, examples }: HiddenEvidence,
  random: RandomState,
): Promise<readonly DrawnText[]> {
  const { settings, templates, strategies } = context;
  const layer = context.layers[index];
  if (!layer) throw new RangeError(`there is no layer ${index}`);
  const isDrawn = ({ loss }: HiddenExample): boolean => !settings.rewriteLossOnly || loss > 0;
  const asked = planPosterior({
    templates: templates.posterior,
    examples: examples
      .filter(isDrawn)
      .map(({ layerInput: input, layerOutput: text, target }) => ({ input, text, target })),
    prompt: parametersAt(parameters, index).instruction,
    nextPrompt: parametersAt(parameters, index + 1).instruction,
    samples: settings.hiddenSamples,
    random,
  });
  const replies = (
    await generateBackward(context, asked, {
      stop: templates.posterior[0]?.stopTokens,
      logProbabilities: settings.correctWeighting,
      maxTokens: strategies.replies.hiddenTextTokens({
        layer: layer.maxTokens,
        backward: settings.backwardMaxTokens,
      }),
      seeds: strategies.requestSeeds({ step, layer: index, purpose: 'posterior' }, asked.length),
    })
  ).values();
  const logQOf = settings.posteriorWeights === 'sum' ? sum : mean;
  return examples.flatMap((example) =>
    Array.from({ length: settings.hiddenSamples }, (): DrawnText => {
      // What was not drawn has one and the same log q for each copy, so that its weights stay
      // equal.
      if (!isDrawn(example)) return { example, text: example.layerOutput, logQ: 0 };
      const reply = replies.next();
      if (reply.done) throw new RangeError(`fewer replies than ${asked.length} requests`);
      const { failure } = reply.value;
      if (failure) return { example, failure };
      return readText(strategies.replies.hiddenText, logQOf, example, reply.value);
    }),
  );
}

function readText(
  read: ReplyReading['hiddenText'],
  logQOf: (tokens: readonly number[]) => number,
  example: HiddenExample,
  reply: Generation,
): DrawnText {
  const { content, problem } = read(reply);
  if (content === undefined) return { example, failure: reasonOf(problem ?? 'empty') };
  const tokens = (reply.tokens ?? []).map(({ logProbability }) => logProbability);
  const text = { example, text: joinParagraphs(content), logQ: logQOf(tokens) };
  return problem === undefined ? text : { ...text, kept: problem };
}

/** Counts the texts that are not whole and are used all the same. */
function tellKept(
  context: InferenceContext,
  layer: number,
  texts: readonly HeldText[],
  drawn: number,
): void {
  for (const [kind, { length: count }] of Map.groupBy(texts, ({ kept }) => kept))
    if (kind !== undefined)
      context.onOmitted?.({
        what: 'kept-hidden-text',
        split: 'train',
        purpose: 'posterior',
        layer,
        example: null,
        text: `${count} of ${drawn} hidden texts`,
        count,
        ...reasonOf(kind),
      });
}

function entropyOf(weights: readonly number[]): number {
  return -weights.reduce((sum, weight) => (weight > 0 ? sum + weight * Math.log(weight) : sum), 0);
}
