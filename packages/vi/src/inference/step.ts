import { computeLosses } from '@dln/losses';
import { RandomState, type RandomStateSnapshot } from '@dln/random';
import { mean } from '../numerics/mean.ts';
import { renderResidual, stripOptions } from '../layers/render-layer.ts';
import { planProposals, type ProposalRequest } from '../samplers/prompt-sampler.ts';
import type { ForwardPass } from '../layers/run-layers.ts';
import { runForward, type RunForwardOptions, withFewShots } from './forward-pass.ts';
import { countGrounds } from './count-grounds.ts';
import { inferHiddenTexts } from './hidden-texts.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import { keep } from './keep-examples.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { type Omission, shorten, sortOmissions } from './omission.ts';
import { certain, type PromptEvidence, type WeightedTexts } from './prompt-evidence.ts';
import { settleAll } from './settle-all.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { keepWork, type StepWork } from './step-work.ts';
import { withoutUnanswered } from '../scoring/without-unanswered.ts';
import { propose, updatePrompt, type PromptUpdate } from './update-prompt.ts';

/** What the next step needs: plain JSON. */
export interface NetworkState {
  /** Steps done. */
  readonly step: number;
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** Where the samplers' random numbers stand. */
  readonly random: RandomStateSnapshot;
}

/** Labelled examples for one step. */
export interface StepBatch {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** `[example]`: worked examples to stand before each input of a single layer. */
  readonly fewShots?: readonly (readonly { readonly input: string; readonly target: string }[])[];
}

/** What a step did to one layer. */
export interface LayerInfo {
  /** The chosen prompt's score, in nats per token (see `ScoredCandidate`); null if no prompts were compared. */
  readonly score: number | null;
  /** The comparison that chose the prompt, the last one where a step makes several; absent where nothing was compared. */
  readonly update?: PromptUpdate;
  /** The comparisons before that one; absent where there were none. */
  readonly earlier?: readonly PromptUpdate[];
}

/** What is worth logging of a step. */
export interface StepInfo {
  /**
   * Sum of the layers' scores; null if no prompts were compared. It ranks prompts and is no bound of log p(y | x): layers are scored per token, the best candidate's
   * score is taken, and the entropy of q is left out.
   */
  readonly score: number | null;
  /** Share of right answers in the batch, before the update. */
  readonly accuracy: number;
  /** `[layer]` */
  readonly layers: readonly LayerInfo[];
  /** Every answer was right and nothing was changed. */
  readonly isErrorFree: boolean;
  /** `[hidden layer]`: mean entropy of the posterior weights, in nats. */
  readonly posteriorEntropies: readonly number[];
  /** `[hidden layer]`: mean effective sample size of the posterior weights, from 1 to the number of hidden texts of an example. */
  readonly effectiveSampleSizes: readonly number[];
  /** `[hidden layer]`: mean number of different hidden texts of an example. */
  readonly distinctHiddenTexts: readonly number[];
  /** What the step's class scores rest on, each way once; empty where no classes are scored. */
  readonly grounds?: readonly ScoringGrounds[];
}

/** Options of `step`. */
export interface StepOptions {
  readonly state: NetworkState;
  readonly batch: StepBatch;
  readonly context: InferenceContext;
  /** `[memory entry][layer]`: prompts that did well before. */
  readonly memory: readonly (readonly string[])[];
  /** Present weight of the penalty on texts that led to wrong answers. */
  readonly wrongTextPenalty: number;
}

/** What a step comes to. */
export interface StepResult {
  readonly state: NetworkState;
  readonly info: StepInfo;
  /** What it did without: examples, hidden texts, proposals without an answer. In an order that no reply's time decides. */
  readonly omissions: readonly Omission[];
}

/**
 * One training step over a batch, for any number of layers (paper, algorithms 1 to 3): forward pass; hidden texts, from the top down; a new prompt for each
 * trained layer, from the top down. Pure but for the calls of the context's models.
 */
export async function step(options: StepOptions): Promise<StepResult> {
  const omissions: Omission[] = [];
  const onOmitted = (omission: Omission): void => {
    omissions.push(omission);
    options.context.onOmitted?.(omission);
  };
  const counted = countGrounds(options.context);
  const done = await stepOn({ ...options, context: { ...counted.context, onOmitted } });
  return {
    ...done,
    info: { ...done.info, grounds: counted.grounds() },
    omissions: sortOmissions(omissions),
  };
}

async function stepOn(options: StepOptions): Promise<Omit<StepResult, 'omissions'>> {
  const { state, batch, context } = options;
  const { settings, strategies, loss } = context;
  const depth = context.layers.length;
  const random = RandomState.restore(state.random);
  const x = withFewShots(context, batch.inputs, depth === 1 ? (batch.fewShots ?? []) : []);
  const { forward, positions } = await runAnswered(context, {
    prompts: state.prompts,
    inputs: x,
    temperature: settings.forwardTemperature,
    place: { step: state.step, purpose: 'forward' },
  });
  const labels = keep(batch.targets, positions);
  const losses = computeLosses(loss, forward.texts.at(-1) ?? [], labels);
  const base = {
    accuracy: 1 - mean(losses),
    posteriorEntropies: [] as readonly number[],
    effectiveSampleSizes: [] as readonly number[],
    distinctHiddenTexts: [] as readonly number[],
  };
  const unchanged = (
    score: number | null,
  ): { readonly state: NetworkState; readonly info: StepInfo } => ({
    state: { ...state, step: state.step + 1, random: random.state() },
    info: { ...base, score, layers: state.prompts.map(() => ({ score: null })), isErrorFree: true },
  });

  const stop = strategies.errorFreeBatch.stop({ depth, outputScoring: settings.outputScoring });
  const isErrorFree = losses.every((value) => value <= 0);
  if (isErrorFree && stop.at === 'before-proposals') return unchanged(stop.score);

  const work = await inferAll(options, random, {
    positions,
    labels,
    forward,
    taught: labels.map((target) => strategies.taughtText(target, loss)),
    upperInputs: keep(x, positions).map((full) =>
      strategies.upperInput({ full, stripped: settings.stripOptions ? stripOptions(full) : full }),
    ),
    losses,
    hidden: [],
  });
  const evidence = Array.from({ length: depth }, (_, index) =>
    gatherEvidence(options, work, index),
  );
  if (isErrorFree && stop.at === 'after-proposals') {
    await proposeOnly(context, evidence, random);
    return unchanged(stop.score);
  }
  const updates = await updateAll(context, evidence, random);
  const layers = updates.map((made, index): LayerInfo => {
    const update = made.at(-1);
    const winner = update?.candidates[update.chosen];
    if (!update || !winner) return { score: null };
    const isOutput = index === depth - 1;
    const score =
      isOutput && depth > 1 && strategies.outputPart === 'reward' ? winner.reward : winner.score;
    return { score, update, ...(made.length > 1 ? { earlier: made.slice(0, -1) } : {}) };
  });
  return {
    state: {
      step: state.step + 1,
      prompts: state.prompts.map((prompt, index) => updates[index]?.at(-1)?.prompt ?? prompt),
      random: random.state(),
    },
    info: {
      ...base,
      score: sumOfScores(layers),
      layers,
      isErrorFree,
      posteriorEntropies: work.hidden.map(({ entropy }) => entropy),
      effectiveSampleSizes: work.hidden.map(({ effectiveSize }) => effectiveSize),
      distinctHiddenTexts: work.hidden.map(({ distinct }) => distinct),
    },
  };
}

/** Layers without a comparison have no part in it. */
function sumOfScores(layers: readonly LayerInfo[]): number | null {
  const scores = layers.flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0);
}

/** The forward pass over the examples that every layer answers, and their places in the batch. */
async function runAnswered(
  context: InferenceContext,
  options: RunForwardOptions,
): Promise<{ readonly forward: ForwardPass; readonly positions: readonly number[] }> {
  const { inputs } = options;
  context.onPhase?.('forward');
  const { value, kept, left } = await withoutUnanswered([...inputs.keys()], async (positions) =>
    runForward(context, { ...options, inputs: keep(inputs, positions) }),
  );
  for (const { item, why } of left)
    context.onOmitted?.({
      what: 'example',
      split: 'train',
      purpose: 'forward',
      layer: why.layer ?? null,
      example: item,
      text: shorten(inputs[item] ?? ''),
      count: 1,
      kind: why.failure.kind,
      message: why.failure.message,
    });
  const [first] = left;
  if (!value && first) {
    const what = `None of the ${inputs.length} examples of a batch has an answer`;
    throw new NothingAnsweredError({ what, failure: first.why.failure });
  }
  return { forward: value ?? { inputs: [], texts: [] }, positions: kept };
}

/** Hidden texts of every layer but the last, inferred from the top down, for the examples that have them in each. */
async function inferAll(
  { context, state }: StepOptions,
  random: RandomState,
  begun: StepWork,
): Promise<StepWork> {
  let work = begun;
  for (let index = context.layers.length - 2; index >= 0; index--) {
    const { forward, taught, positions, upperInputs, losses, labels } = work;
    const inferred = await inferHiddenTexts(
      context,
      {
        index,
        step: state.step,
        positions,
        prompts: state.prompts,
        inputs: forward.inputs[index] ?? [],
        texts: forward.texts[index] ?? [],
        targets: work.hidden[0]?.best ?? taught,
        upperInputs,
        losses,
        labels,
      },
      random,
    );
    const kept = keepWork(work, inferred.places);
    work = { ...kept, hidden: [inferred, ...kept.hidden] };
  }
  return work;
}

function gatherEvidence(
  { context, state, memory, wrongTextPenalty }: StepOptions,
  { positions, labels, forward, taught, upperInputs, losses, hidden }: StepWork,
  index: number,
): PromptEvidence {
  const { strategies, loss } = context;
  const below = hidden[index - 1];
  const own = hidden[index];
  const read = forward.inputs[index] ?? [];
  const written = forward.texts[index] ?? [];
  const shown = own ? written : written.map((text) => strategies.taughtText(text, loss));
  const inputs: WeightedTexts = below
    ? {
        weights: below.weights,
        texts: below.samples.map((samples, example) =>
          samples.map((text) =>
            renderResidual(layerAt(context, index), text, upperInputs[example] ?? ''),
          ),
        ),
      }
    : certain(read);
  return {
    index,
    step: state.step,
    positions,
    prompts: state.prompts,
    memory: memory.map((prompts) => prompts[index] ?? ''),
    examples: read.map((input, example) => ({
      input,
      output: shown[example] ?? '',
      target: (own?.best ?? taught)[example] ?? '',
      loss: losses[example] ?? 0,
    })),
    inputs,
    targets: own ? { texts: own.samples, weights: own.weights } : certain(taught),
    read,
    written,
    upperInputs,
    losses,
    labels,
    wrongTextPenalty,
  };
}

/** One proposal request after the other, drawn from the run's random numbers in a fixed order. */
function plan(
  context: InferenceContext,
  { examples, prompts, index, memory }: PromptEvidence,
  random: RandomState,
): readonly ProposalRequest[] {
  const { templates, settings, strategies } = context;
  return planProposals({
    template: templates.prompt,
    form: templates.form,
    examples,
    prompts: [prompts[index] ?? '', ...memory],
    count: settings.promptCandidates - 1,
    heldOut: settings.heldOutRanking,
    pairing: strategies.pairing,
    random,
  });
}

/**
 * The comparisons that give each trained layer a new prompt, `[layer][round]`. Layers do not wait for each other; random numbers are drawn before the first request goes out, top layer first,
 * so that the order of replies changes nothing.
 */
async function updateAll(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  random: RandomState,
): Promise<readonly (readonly PromptUpdate[])[]> {
  const { settings } = context;
  const output = evidence.length - 1;
  let current = evidence;
  let updates: readonly (readonly PromptUpdate[])[] = evidence.map(() => []);
  for (let round = 0; round < Math.max(1, settings.hiddenPromptSteps); round++) {
    const planned = [...current.keys()].reverse().flatMap((index) => {
      const own = current[index];
      const isDue = settings.trainedLayers[index] && (round === 0 || index !== output);
      return own && isDue ? [{ index, own, requests: plan(context, own, random) }] : [];
    });
    const done = await settleAll(
      planned.map(async ({ index, own, requests }) => ({
        index,
        update: await updatePrompt(context, own, requests, round),
      })),
    );
    updates = updates.map((before, index) => [
      ...before,
      ...done.flatMap((one) => (one.index === index ? [one.update] : [])),
    ]);
    current = current.map((own, index) => {
      const prompt = updates[index]?.at(-1)?.prompt;
      if (prompt === undefined) return own;
      return { ...own, prompts: own.prompts.with(index, prompt) };
    });
  }
  return updates;
}

/** The reference asks for proposals by accuracy before it notices that there is nothing to fix (docs/presets.md, M10). */
async function proposeOnly(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  random: RandomState,
): Promise<void> {
  const own = evidence.at(-1);
  if (own) await propose(context, own, plan(context, own, random), 0);
}
