import { RandomState, type RandomStateSnapshot } from '@dln/random';
import { mean } from '../numerics/mean.ts';
import { stripOptions } from '../layers/render-layer.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { Candidate } from './candidate-listing.ts';
import { countGrounds } from './count-grounds.ts';
import { evidenceAt, type ExampleRecord, recordAt, targetAt } from './example-record.ts';
import { runForward, withFewShots } from './forward-pass.ts';
import { inferHiddenTexts, type HiddenTexts } from './hidden-texts.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { type Omission, shorten, sortOmissions } from './omission.ts';
import { currentPrompt, type PromptEvidence } from './prompt-evidence.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { promptAt } from './score-through-network.ts';
import { settleAll } from './settle-all.ts';
import { traceExamples, type TracedExample } from './trace-examples.ts';
import { updatePrompt } from './update-prompt.ts';
import { type Judged, withLosses } from './with-losses.ts';

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
  /** The batch on its way through the network, before the update; examples without an answer are left out. */
  readonly examples?: readonly TracedExample[];
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
  const { state, context } = options;
  const { settings, strategies } = context;
  const depth = context.layers.length;
  const random = RandomState.restore(state.random);
  const answered = await runAnswered(options);
  const losses = answered.map(({ loss }) => loss);
  const base = {
    accuracy: 1 - mean(losses),
    posteriorEntropies: [] as readonly number[],
    effectiveSampleSizes: [] as readonly number[],
    distinctHiddenTexts: [] as readonly number[],
  };
  const trace = (inferred: readonly ExampleRecord[]): Pick<StepInfo, 'examples'> => ({
    examples: traceExamples(context, {
      prompts: state.prompts,
      inputs: options.batch.inputs,
      answered,
      inferred,
    }),
  });
  const unchanged = (
    score: number | null,
    inferred: readonly ExampleRecord[] = [],
  ): { readonly state: NetworkState; readonly info: StepInfo } => ({
    state: { ...state, step: state.step + 1, random: random.state() },
    info: {
      ...base,
      score,
      layers: state.prompts.map(() => ({ score: null })),
      isErrorFree: true,
      ...trace(inferred),
    },
  });

  const stop = strategies.errorFreeBatch.stop({ depth, outputScoring: settings.outputScoring });
  const isErrorFree = losses.every((value) => value <= 0);
  if (isErrorFree && stop.at === 'before-proposals') return unchanged(stop.score);

  const { examples, hidden } = await inferAll(options, random, answered);
  const evidence = context.layers.map((_, index) => gatherEvidence(options, examples, index));
  if (isErrorFree && stop.at === 'after-proposals') {
    await proposeOnly(context, evidence, random);
    return unchanged(stop.score, examples);
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
      posteriorEntropies: hidden.map(({ entropy }) => entropy),
      effectiveSampleSizes: hidden.map(({ effectiveSize }) => effectiveSize),
      distinctHiddenTexts: hidden.map(({ distinct }) => distinct),
      ...trace(examples),
    },
  };
}

/** Layers without a comparison have no part in it. */
function sumOfScores(layers: readonly LayerInfo[]): number | null {
  const scores = layers.flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0);
}

/** The records of the examples that every layer answers in the forward pass. */
async function runAnswered({
  state,
  batch,
  context,
}: StepOptions): Promise<readonly ExampleRecord[]> {
  const { settings, strategies, loss: metric, layers } = context;
  context.onPhase?.('forward');
  const x = withFewShots(context, batch.inputs, layers.length === 1 ? (batch.fewShots ?? []) : []);
  const passes = await runForward(context, {
    prompts: state.prompts,
    inputs: x,
    temperature: settings.forwardTemperature,
    place: { step: state.step, purpose: 'forward' },
  });
  const passed = zip(zip(x, batch.targets), passes).map(([[full, target], outcome], batchIndex) =>
    mapOutcome(outcome, (pass) => ({ ...pass, full, target, batchIndex })),
  );
  const judged = await withLosses(metric, passed);
  tellUnanswered(context, x, judged);
  return judged.flatMap((outcome): readonly ExampleRecord[] => {
    if (outcome.failure) return [];
    const { full, target: label, batchIndex, loss, layers: records } = outcome;
    const stripped = settings.stripOptions ? stripOptions(full) : full;
    return [
      {
        batchIndex,
        label,
        upperInput: strategies.upperInput({ full, stripped }),
        taught: strategies.taughtText(label, metric),
        loss,
        layers: records,
      },
    ];
  });
}

/** Tells of the examples without an answer. @throws NothingAnsweredError if none has one */
function tellUnanswered(
  { onOmitted }: InferenceContext,
  inputs: readonly string[],
  outcomes: readonly Outcome<Judged>[],
): void {
  const failed = zip(inputs, outcomes).flatMap(([input, { failure, layer }], example) =>
    failure ? [{ input, example, failure, layer: layer ?? null }] : [],
  );
  for (const { input, example, failure, layer } of failed)
    onOmitted?.({
      what: 'example',
      split: 'train',
      purpose: 'forward',
      layer,
      example,
      text: shorten(input),
      count: 1,
      ...failure,
    });
  const [first] = failed;
  if (first && failed.length === inputs.length) {
    const what = `None of the ${inputs.length} examples of a batch has an answer`;
    throw new NothingAnsweredError({ what, failure: first.failure });
  }
}

/** Hidden texts of every layer but the last, inferred from the top down, for the examples that have them in each. */
async function inferAll(
  { context, state }: StepOptions,
  random: RandomState,
  answered: readonly ExampleRecord[],
): Promise<{
  readonly examples: readonly ExampleRecord[];
  readonly hidden: readonly HiddenTexts[];
}> {
  let examples = answered;
  let hidden: readonly HiddenTexts[] = [];
  for (let index = context.layers.length - 2; index >= 0; index--) {
    const { step, prompts } = state;
    const inferred = await inferHiddenTexts(
      context,
      {
        index,
        step,
        prompts,
        examples: examples.map((example) => ({
          ...example,
          ...recordAt(example, index),
          target: targetAt(example, index + 1),
        })),
      },
      random,
    );
    const posteriors = new Map(inferred.examples.map((one) => [one.batchIndex, one]));
    examples = examples.flatMap((example) => {
      const found = posteriors.get(example.batchIndex);
      if (!found) return [];
      const { samples, best } = found;
      const record = { ...recordAt(example, index), posterior: { samples, best } };
      return [{ ...example, layers: example.layers.with(index, record) }];
    });
    hidden = [inferred, ...hidden];
  }
  return { examples, hidden };
}

function gatherEvidence(
  { context, state, memory, wrongTextPenalty }: StepOptions,
  examples: readonly ExampleRecord[],
  index: number,
): PromptEvidence {
  return {
    index,
    step: state.step,
    prompts: state.prompts,
    memory: memory.map((prompts) => promptAt(prompts, index)),
    examples: examples.map((example) => evidenceAt(context, example, index)),
    explorationPenalty: wrongTextPenalty,
  };
}

/** Draws the random numbers of the proposals for a layer; they are asked for when the function that it returns is called. */
function planProposing(
  context: InferenceContext,
  evidence: PromptEvidence,
  round: number,
  random: RandomState,
): () => Promise<readonly Candidate[]> {
  const { index, step, memory, examples } = evidence;
  const current = currentPrompt(evidence);
  const shown = examples.map((example) => ({
    ...example.shown,
    batchIndex: example.batchIndex,
  }));
  const question = { index, step, round, current, memory, examples: shown };
  const propose = context.strategies.proposer(context, question, random);
  return async () => {
    context.onPhase?.('proposals');
    return propose();
  };
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
    const planned = current
      .filter(({ index }) => settings.trainedLayers[index] && (round === 0 || index !== output))
      .toReversed()
      .map((own) => ({ own, propose: planProposing(context, own, round, random) }));
    const done = await settleAll(
      planned.map(async ({ own, propose }) => ({
        index: own.index,
        update: await updatePrompt(context, own, await propose()),
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
  if (own) await planProposing(context, own, 0, random)();
}
