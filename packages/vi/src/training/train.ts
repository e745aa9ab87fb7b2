import type { Dataset } from '@dln/datasets';
import { RandomState } from '@dln/random';
import { countGrounds } from '../inference/count-grounds.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { shorten } from '../inference/omission.ts';
import { step } from '../inference/step.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { accuracyOf, answerExamples, type AnsweredExample } from './answer-examples.ts';
import { boundValidation } from './bound-validation.ts';
import { checkRun } from './check-run.ts';
import { countPromptTokens } from './count-prompt-tokens.ts';
import { plannedSteps } from './planned-steps.ts';
import type { Strategies } from './presets.ts';
import type { TrainEvent } from './train-event.ts';
import type { TrainingSettings } from './training-settings.ts';
import { initialTrainingState, type TrainingState } from './training-state.ts';

const evaluationBatchSize = 20;
const newShare = 0.2;

/** Options of `train`. */
export interface TrainOptions {
  readonly context: InferenceContext;
  readonly strategies: Omit<Strategies, 'inference'>;
  readonly settings: TrainingSettings;
  readonly dataset: Dataset;
  /** `[layer]`: the prompts to begin with. */
  readonly prompts: readonly string[];
  /** Seeds the samplers; an unsigned 32-bit integer. */
  readonly samplerSeed: number;
  /** Hears where training stands, before each `iteration` event: no call of a model is under way then. */
  readonly onState?: (state: TrainingState) => void;
}

/** What a run has learned. */
export interface TrainResult {
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** Null where nothing was validated. */
  readonly devAccuracy: number | null;
  /** Null where nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial prompts; null if they were not tested. */
  readonly baselineAccuracy: number | null;
  readonly state: TrainingState;
}

/**
 * Learns a network's prompts: validates, steps, and at the end tests the best prompts once. It yields what happens and returns what was learned; the
 * caller may stop listening at any event. Aborting the context's signal makes the request under way reject.
 *
 * @throws RunConfigurationError, UnsupportedCapabilityError before the first request, where the run cannot be made
 *
 * @example
 * const run = train({ context, strategies, settings, dataset, prompts: ['', dataset.instruction], samplerSeed: 42 });
 * for await (const event of run) if (event.type === 'validated') console.log(event.devAccuracy);
 */
export async function* train(
  options: TrainOptions,
): AsyncGenerator<TrainEvent, TrainResult, undefined> {
  const { context, settings, dataset, prompts, samplerSeed } = options;
  checkRun(options);
  let state = initialTrainingState({
    step: 0,
    prompts,
    random: new RandomState(samplerSeed).state(),
  });
  for (;;) {
    state = yield* validateIfDue(options, state);
    if (isOver(options, state)) break;
    if (settings.stopsWhenPerfect && isPerfect(state)) {
      yield { type: 'stopped-early', iteration: state.iteration, devAccuracy: 1 };
      break;
    }
    const { inputs, targets, fewShots } = dataset.randomBatch('train', settings.batchSize, {
      balance: settings.balanceBatches,
    });
    const penaltyShare = settings.decaysPenalty ? 1 - state.iteration / settings.iterations : 1;
    const done = await step({
      state: state.network,
      batch: { inputs, targets, fewShots },
      context,
      memory: state.memory.map((entry) => entry.prompts),
      wrongTextPenalty: settings.wrongTextPenalty * penaltyShare,
    });
    const { info } = done;
    for (const omission of done.omissions)
      yield { type: 'omitted', iteration: state.iteration, ...omission };
    const runningScore =
      info.score === null ? state.runningScore : smooth(state.runningScore, info.score);
    const runningAccuracy = smooth(state.runningAccuracy, info.accuracy);
    yield {
      type: 'stepped',
      iteration: state.iteration,
      prompts: done.state.prompts,
      info,
      runningScore,
      runningAccuracy,
    };
    state = {
      ...state,
      network: done.state,
      iteration: state.iteration + 1,
      runningScore,
      runningAccuracy,
    };
  }
  return yield* testBest(options, state);
}

/** Validates where it is due, keeps the best, and puts the best prompts back where patience is at its end. */
async function* validateIfDue(
  options: TrainOptions,
  state: TrainingState,
): AsyncGenerator<TrainEvent, TrainingState, undefined> {
  const { strategies, settings } = options;
  const { iteration } = state;
  const isDue = strategies.validation.isDue({
    iteration,
    iterations: settings.isZeroShot ? 0 : settings.iterations,
    frequency: settings.validationFrequency,
    doesFirst: settings.validatesFirst,
  });
  let next = state;
  let devAccuracy: number | null = null;
  if (isDue) {
    const validated = await validate(options, state);
    next = validated.state;
    devAccuracy = validated.accuracy;
    const prompts = state.network.prompts;
    yield* unansweredOf(validated.examples, 'dev', iteration);
    const key = JSON.stringify(prompts);
    const bound = next.bounds[key] ?? (yield* boundValidation(options, prompts, iteration));
    if (bound) next = { ...next, bounds: { ...next.bounds, [key]: bound } };
    yield {
      type: 'validated',
      iteration,
      prompts,
      devAccuracy,
      isBest: next.patience === 0 && next.best.prompts === prompts,
      examples: validated.examples,
      grounds: validated.grounds,
      ...(bound ? { bound } : {}),
    };
    if (settings.tolerance >= 0 && next.patience >= settings.tolerance && next.patience > 0) {
      const best = next.best.prompts;
      const isLost = best.some((prompt, layer) => prompt !== prompts[layer]);
      next = { ...next, patience: 0, network: { ...next.network, prompts: best } };
      if (isLost) yield { type: 'restored', iteration, prompts: best };
    }
  }
  options.onState?.(next);
  yield { type: 'iteration', iteration, prompts: next.network.prompts, devAccuracy };
  return next;
}

async function validate(
  { context, strategies, settings, dataset }: TrainOptions,
  state: TrainingState,
): Promise<{
  readonly state: TrainingState;
  readonly accuracy: number;
  readonly examples: readonly AnsweredExample[];
  readonly grounds: readonly ScoringGrounds[];
}> {
  const { prompts } = state.network;
  const key = strategies.validation.keyOf(prompts, state.iteration);
  const known = state.validated[key];
  const counted = countGrounds(context);
  const examples =
    known === undefined
      ? await answerExamples(counted.context, {
          prompts,
          batches: dataset.iterate('dev', evaluationBatchSize),
          step: state.iteration,
          purpose: 'validation',
        })
      : [];
  const accuracy = known ?? accuracyOf(examples);
  const isRecord = accuracy > (state.best.accuracy ?? strategies.validation.accuracyToBeat);
  return {
    accuracy,
    examples,
    grounds: counted.grounds(),
    state: {
      ...state,
      validated: { ...state.validated, [key]: accuracy },
      best: isRecord ? { prompts, accuracy } : state.best,
      patience: isRecord ? 0 : state.patience + 1,
      memory: strategies.memory(state.memory, { prompts, accuracy, isRecord }, settings.memorySize),
    },
  };
}

function isOver(options: TrainOptions, { iteration }: TrainingState): boolean {
  return iteration >= plannedSteps(options);
}

/** No prompts can beat the best ones on the dev split. */
function isPerfect({ best }: TrainingState): boolean {
  return best.accuracy !== null && best.accuracy >= 1;
}

/** Tests the best prompts, and before them the initial ones if asked. */
async function* testBest(
  options: TrainOptions,
  state: TrainingState,
): AsyncGenerator<TrainEvent, TrainResult, undefined> {
  const { context, strategies, settings, dataset } = options;
  const { iteration } = state;
  const { prompts, accuracy: devAccuracy } = state.best;
  const batches = [...dataset.iterate('test', evaluationBatchSize)];
  if (settings.isCostOnly && strategies.countsCost(context.layers.length)) {
    const promptTokens = await countPromptTokens(context, prompts, batches);
    yield { type: 'counted', iteration, promptTokens };
    return { prompts, devAccuracy, testAccuracy: null, baselineAccuracy: null, state };
  }
  const counted = countGrounds(context);
  const test = (tested: readonly string[]): Promise<readonly AnsweredExample[]> =>
    answerExamples(counted.context, { prompts: tested, batches, step: iteration, purpose: 'test' });
  let baselineAccuracy: number | null = null;
  let known: readonly AnsweredExample[] | undefined;
  if (settings.testsInitialPrompts && plannedSteps(options) > 0) {
    // The same batches, few-shot examples included, so that the two tests can be compared in pairs.
    const initial = options.prompts;
    const examples = await test(initial);
    baselineAccuracy = accuracyOf(examples);
    yield {
      type: 'baseline',
      iteration,
      prompts: initial,
      testAccuracy: baselineAccuracy,
      examples,
    };
    if (prompts.every((prompt, layer) => prompt === initial[layer])) known = examples;
  }
  const examples = known ?? (await test(prompts));
  const testAccuracy = accuracyOf(examples);
  yield* unansweredOf(examples, 'test', iteration);
  yield { type: 'tested', iteration, prompts, testAccuracy, examples, grounds: counted.grounds() };
  return { prompts, devAccuracy, testAccuracy, baselineAccuracy, state };
}

/** An event for each example of a split that has no answer. */
function* unansweredOf(
  examples: readonly AnsweredExample[],
  split: 'dev' | 'test',
  iteration: number,
): Generator<TrainEvent> {
  for (const [example, { input, failure, failedLayer = null }] of examples.entries())
    if (failure)
      yield {
        type: 'omitted',
        iteration,
        what: 'example',
        split,
        purpose: 'answer',
        layer: failedLayer,
        example,
        text: shorten(input),
        count: 1,
        ...failure,
      };
}

function smooth(running: number | null, value: number): number {
  return running === null ? value : newShare * value + (1 - newShare) * running;
}
