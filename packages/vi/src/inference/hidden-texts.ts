import type { Generation } from '@dln/llm';
import { argMax } from '../numerics/arg-max.ts';
import { mean, sum } from '../numerics/mean.ts';
import { effectiveSampleSize, temperedWeights } from '../numerics/tempered-weights.ts';
import { joinParagraphs, renderResidual } from '../layers/render-layer.ts';
import { planPosterior } from '../samplers/posterior-sampler.ts';
import type { RandomState } from '@dln/random';
import { generateBackward } from './generate-backward.ts';
import type { ReplyReading, UnfinishedKind } from '../samplers/reply-reading.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import { keep } from './keep-examples.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { type OmissionReason, reasonOf, shorten } from './omission.ts';
import { posteriorLogits } from './posterior-logits.ts';
import { withoutUnanswered } from '../scoring/without-unanswered.ts';

/** A sample of a layer's hidden texts for each example, with its weights: q(h). */
export interface HiddenTexts {
  /** The examples that have any, as places among those of the evidence. */
  readonly places: readonly number[];
  /** `[example][sample]` */
  readonly samples: readonly (readonly string[])[];
  /** `[example][sample]`, each row sums to 1. */
  readonly weights: readonly (readonly number[])[];
  /** `[example]`: the first sample of the largest weight. */
  readonly best: readonly string[];
  /** Mean entropy of the rows of weights, in nats. */
  readonly entropy: number;
  /** Mean effective sample size of the rows of weights, 1 ÷ Σ w². */
  readonly effectiveSize: number;
  /** Mean number of different texts among those of an example. */
  readonly distinct: number;
}

/** What is known when a hidden layer's texts are inferred. */
export interface HiddenEvidence {
  /** The layer that writes them. */
  readonly index: number;
  readonly step: number;
  /** `[example]`: its place in the batch. */
  readonly positions: readonly number[];
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** `[example]`: what the layer read. */
  readonly inputs: readonly string[];
  /** `[example]`: what it wrote. */
  readonly texts: readonly string[];
  /** `[example]`: what the layer above should write. */
  readonly targets: readonly string[];
  /** `[example]`: the network's input as the layer above sees it. */
  readonly upperInputs: readonly string[];
  /** `[example]` */
  readonly losses: readonly number[];
  /** `[example]`: the labels, for scoring by accuracy. */
  readonly labels: readonly string[];
}

/**
 * Draws hidden texts from the backward model and weighs them by how well they explain the target (paper, section 3; algorithms 2 and 3). A text that did not come, or
 * that cannot be weighed, is left out, and so is an example that is left without any.
 *
 * @throws NothingAnsweredError where no example has a text
 */
export async function inferHiddenTexts(
  context: InferenceContext,
  evidence: HiddenEvidence,
  random: RandomState,
): Promise<HiddenTexts> {
  const { settings, onOmitted, onPhase } = context;
  onPhase?.('hidden texts');
  const drawn = await drawSamples(context, evidence, random);
  tellKept(context, evidence.index, drawn);
  const texts = drawn.filter(({ failure }) => failure === undefined);
  onPhase?.('scoring');
  const weighed = await withoutUnanswered(texts, async (kept) => weigh(context, evidence, kept));
  const lost = [
    ...drawn.flatMap(({ example, failure }) => (failure ? [{ example, failure }] : [])),
    ...weighed.left.map(({ item, why }) => ({ example: item.example, failure: why.failure })),
  ];
  const [firstLost] = lost;
  if (!weighed.value) {
    const what = `No example has a hidden text for layer ${evidence.index + 1}`;
    if (firstLost) throw new NothingAnsweredError({ what, failure: firstLost.failure });
    return {
      places: [],
      samples: [],
      weights: [],
      best: [],
      entropy: 0,
      effectiveSize: 0,
      distinct: 0,
    };
  }
  const { places, samples, logits } = weighed.value;
  for (const example of new Set(lost.map((one) => one.example))) {
    const failures = lost.filter((one) => one.example === example);
    const isKept = places.includes(example);
    onOmitted?.({
      what: isKept ? 'hidden-text' : 'example',
      split: 'train',
      purpose: 'posterior',
      layer: evidence.index,
      example: evidence.positions[example] ?? null,
      text: shorten(evidence.inputs[example] ?? ''),
      count: isKept ? failures.length : 1,
      kind: failures[0]?.failure.kind ?? 'broken-reply',
      message: failures[0]?.failure.message ?? '',
    });
  }
  const temperature = settings.posteriorTemperature;
  const share = settings.posteriorWeights === 'sum' ? settings.posteriorShare : 0;
  const weights = logits.map((row) => temperedWeights(row, { temperature, share }).weights);
  const chosen = weights.map(argMax);
  const best = samples.map((row, example) => row[chosen[example] ?? 0] ?? '');
  const figures = {
    entropy: mean(weights.map(entropyOf)),
    effectiveSize: mean(weights.map(effectiveSampleSize)),
    distinct: mean(samples.map((row) => new Set(row).size)),
  };
  return settings.useHiddenArgMax
    ? {
        places,
        samples: best.map((text) => [text]),
        weights: best.map(() => [1]),
        best,
        ...figures,
      }
    : { places, samples, weights, best, ...figures };
}

/** The logits of drawn texts, in rows of one example each. */
async function weigh(
  context: InferenceContext,
  evidence: HiddenEvidence,
  drawn: readonly DrawnText[],
): Promise<{
  /** `[row]`: the example that it belongs to. */
  readonly places: readonly number[];
  /** `[row][sample]` */
  readonly samples: readonly (readonly string[])[];
  /** `[row][sample]` */
  readonly logits: readonly (readonly number[])[];
}> {
  const places = [...new Set(drawn.map(({ example }) => example))];
  const rows = places.map((place) => drawn.filter(({ example }) => example === place));
  const samples = rows.map((row) => row.map(({ text }) => text));
  const above = layerAt(context, evidence.index + 1);
  const kept = keepHiddenEvidence(evidence, places);
  const logits = await posteriorLogits(context, kept, {
    samples,
    upperReadings: samples.map((row, at) =>
      row.map((text) => renderResidual(above, text, kept.upperInputs[at] ?? '')),
    ),
    proposalLogProbabilities: rows.map((row) => row.map(({ logQ }) => logQ)),
  });
  return { places, samples, logits };
}

function keepHiddenEvidence(evidence: HiddenEvidence, places: readonly number[]): HiddenEvidence {
  return {
    ...evidence,
    positions: keep(evidence.positions, places),
    inputs: keep(evidence.inputs, places),
    texts: keep(evidence.texts, places),
    targets: keep(evidence.targets, places),
    upperInputs: keep(evidence.upperInputs, places),
    losses: keep(evidence.losses, places),
    labels: keep(evidence.labels, places),
  };
}

interface DrawnText {
  readonly example: number;
  readonly text: string;
  /** log q(h) in nats, per token or as a sum. */
  readonly logQ: number;
  /** Why it did not come. */
  readonly failure?: OmissionReason;
  /** It is not whole, and is used all the same. */
  readonly kept?: UnfinishedKind;
}

/** K texts for each example: drawn, or copies of what was written where only wrong examples are rewritten. Example after example, K for each. */
async function drawSamples(
  context: InferenceContext,
  { index, step, prompts, inputs, texts, targets, losses }: HiddenEvidence,
  random: RandomState,
): Promise<readonly DrawnText[]> {
  const { settings, templates, strategies } = context;
  const isDrawn = losses.map((loss) => !settings.rewriteLossOnly || loss > 0);
  const asked = planPosterior({
    templates: templates.posterior,
    examples: inputs.flatMap((input, example) =>
      isDrawn[example]
        ? [{ input, text: texts[example] ?? '', target: targets[example] ?? '' }]
        : [],
    ),
    prompt: prompts[index] ?? '',
    nextPrompt: prompts[index + 1] ?? '',
    samples: settings.hiddenSamples,
    random,
  });
  const replies = await generateBackward(context, asked, {
    stop: templates.posterior[0]?.stopTokens,
    logProbabilities: settings.correctWeighting,
    seeds: strategies.requestSeeds({ step, layer: index, purpose: 'posterior' }, asked.length),
  });
  const logQOf = settings.posteriorWeights === 'sum' ? sum : mean;
  let next = 0;
  return texts.flatMap((text, example) =>
    Array.from({ length: settings.hiddenSamples }, (): DrawnText => {
      const reply = isDrawn[example] ? replies[next++] : undefined;
      // What was not drawn has one and the same log q for each copy, so that its weights stay equal.
      if (!reply) return { example, text, logQ: 0 };
      if (reply.failure) return { example, text: '', logQ: 0, failure: reply.failure };
      return readText(strategies.replies.hiddenText, logQOf, example, reply);
    }),
  );
}

function readText(
  read: ReplyReading['hiddenText'],
  logQOf: (tokens: readonly number[]) => number,
  example: number,
  reply: Generation,
): DrawnText {
  const { content, problem } = read(reply);
  if (content === undefined)
    return { example, text: '', logQ: 0, failure: reasonOf(problem ?? 'empty') };
  const tokens = (reply.tokens ?? []).map(({ logProbability }) => logProbability);
  const text = { example, text: joinParagraphs(content), logQ: logQOf(tokens) };
  return problem === undefined ? text : { ...text, kept: problem };
}

/** Counts the texts that are not whole and are used all the same. */
function tellKept(context: InferenceContext, layer: number, drawn: readonly DrawnText[]): void {
  for (const [kind, { length: count }] of Map.groupBy(drawn, ({ kept }) => kept))
    if (kind !== undefined)
      context.onOmitted?.({
        what: 'kept-hidden-text',
        split: 'train',
        purpose: 'posterior',
        layer,
        example: null,
        text: `${count} of ${drawn.length} hidden texts`,
        count,
        ...reasonOf(kind),
      });
}

function entropyOf(weights: readonly number[]): number {
  return -weights.reduce((sum, weight) => (weight > 0 ? sum + weight * Math.log(weight) : sum), 0);
}
