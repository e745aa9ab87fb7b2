import type { Dataset } from '@dln/datasets';
import { RandomState } from '@dln/random';
import { countGrounds } from '../inference/count-grounds.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { shorten } from '../inference/omission.ts';
import { step } from '../inference/step.ts';
import { keyOfNetwork, type LayerParameters } from '../layers/layer-parameters.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { accuracyOf, type AnsweredExample } from './answer-examples.ts';
import { answerOnModels, type AnsweredOnModels } from './answer-on-models.ts';
import { boundValidation } from './bound-validation.ts';
import { checkRun } from './check-run.ts';
import { chooseLayout } from './choose-layout.ts';
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
  /** `[layer]`: those to begin with. */
  readonly parameters: readonly LayerParameters[];
  /** Seeds the samplers; an unsigned 32-bit integer. */
  readonly samplerSeed: number;
  /**
   * Called with the state of training before each `iteration` event: no call of a model is under
   * way then.
   */
  readonly onState?: (state: TrainingState) => void;
}

/** What a run has learned. */
export interface TrainResult {
  /** `[layer]`: the best. */
  readonly parameters: readonly LayerParameters[];
  /** Null if nothing was validated. */
  readonly devAccuracy: number | null;
  /** Null if nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial parameters; null if they were not tested. */
  readonly baselineAccuracy: number | null;
  readonly state: TrainingState;
}

/**
 * Learns a network's parameters: validates, steps, and at the end tests the best ones once. It
 * yields what happens and returns what was learned; the caller may stop at any event. Aborting the
 * context's signal makes the request under way reject.
 *
 * @throws RunConfigurationError, UnsupportedCapabilityError before the first request, if the run
 * cannot be made
 *
 * @example
 * const parameters = ['', dataset.instruction].map(instructionOnly);
 * const run = train({ context, strategies, settings, dataset, parameters, samplerSeed: 42 });
 * for await (const event of run) if (event.type === 'validated') console.log(event.devAccuracy);
 */
export async function* train(
  given: TrainOptions,
): AsyncGenerator<TrainEvent, TrainResult, undefined> {
  checkRun(given);
  const { context, event } = await chooseLayout(given);
  if (event) yield event;
  const options = { ...given, context };
  const { settings, dataset, parameters, samplerSeed } = options;
  let state = initialTrainingState({
    step: 0,
    parameters,
    random: new RandomState(samplerSeed).state(),
  });
  for (;;) {
    state = yield* validateIfDue(options, state);
    if (isOver(options, state)) break;
    if (settings.stopsWhenPerfect && isPerfect(state)) {
      yield { type: 'stopped-early', iteration: state.iteration, devAccuracy: 1 };
      break;
    }
    const { inputs, targets, fewShots, fields } = dataset.randomBatch('train', settings.batchSize, {
      balance: settings.balanceBatches,
    });
    const inBatch = new Set(inputs);
    const penaltyShare = settings.decaysPenalty ? 1 - state.iteration / settings.iterations : 1;
    const done = await step({
      state: state.network,
      batch: { inputs, targets, fewShots, fields },
      context,
      others: dataset.examples('train').filter(({ input }) => !inBatch.has(input)),
      memory: state.memory.map((entry) => entry.parameters),
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
      parameters: done.state.parameters,
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

/**
 * Validates if it is due, keeps the best, and puts the best parameters back if patience is at its
 * end.
 */
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
    const { parameters } = state.network;
    yield* unansweredOf(validated, 'dev', iteration);
    const key = keyOfNetwork(parameters);
    const bound = next.bounds[key] ?? (yield* boundValidation(options, parameters, iteration));
    if (bound) next = { ...next, bounds: { ...next.bounds, [key]: bound } };
    yield {
      type: 'validated',
      iteration,
      parameters,
      devAccuracy,
      isBest: next.patience === 0 && next.best.parameters === parameters,
      examples: validated.examples,
      ...(validated.models ? { models: validated.models } : {}),
      grounds: validated.grounds,
      ...(bound ? { bound } : {}),
    };
    if (settings.tolerance >= 0 && next.patience >= settings.tolerance && next.patience > 0) {
      const best = next.best.parameters;
      const isLost = keyOfNetwork(best) !== keyOfNetwork(parameters);
      next = { ...next, patience: 0, network: { ...next.network, parameters: best } };
      if (isLost) yield { type: 'restored', iteration, parameters: best };
    }
  }
  options.onState?.(next);
  yield { type: 'iteration', iteration, parameters: next.network.parameters, devAccuracy };
  return next;
}

async function validate(
  { context, strategies, settings, dataset }: TrainOptions,
  state: TrainingState,
): Promise<
  AnsweredOnModels & {
    readonly state: TrainingState;
    readonly accuracy: number;
    readonly grounds: readonly ScoringGrounds[];
  }
> {
  const { parameters } = state.network;
  const key = strategies.validation.keyOf(parameters, state.iteration);
  const known = state.validated[key];
  const counted = countGrounds(context);
  const answered =
    known === undefined
      ? await answerOnModels(counted.context, {
          parameters,
          batches: dataset.iterate('dev', evaluationBatchSize),
          step: state.iteration,
          purpose: 'validation',
        })
      : { examples: [] };
  const accuracy = known ?? accuracyOf(answered.examples);
  const isRecord = accuracy > (state.best.accuracy ?? strategies.validation.accuracyToBeat);
  return {
    ...answered,
    accuracy,
    grounds: counted.grounds(),
    state: {
      ...state,
      validated: { ...state.validated, [key]: accuracy },
      best: isRecord ? { parameters, accuracy } : state.best,
      patience: isRecord ? 0 : state.patience + 1,
      memory: strategies.memory(
        state.memory,
        { parameters, accuracy, isRecord },
        settings.memorySize,
      ),
    },
  };
}

function isOver(options: TrainOptions, { iteration }: TrainingState): boolean {
  return iteration >= plannedSteps(options);
}

/** No parameters can beat the best ones on the dev split. */
function isPerfect({ best }: TrainingState): boolean {
  return best.accuracy !== null && best.accuracy >= 1;
}

/** Tests the best parameters, and before them the initial ones if asked. */
async function* testBest(
  options: TrainOptions,
  state: TrainingState,
): AsyncGenerator<TrainEvent, TrainResult, undefined> {
  const { context, strategies, settings, dataset } = options;
  const { iteration } = state;
  const { parameters, accuracy: devAccuracy } = state.best;
  const batches = [...dataset.iterate('test', evaluationBatchSize)];
  if (settings.isCostOnly && strategies.countsCost(context.layers.length)) {
    const promptTokens = await countPromptTokens(context, parameters, batches);
    yield { type: 'counted', iteration, promptTokens };
    return { parameters, devAccuracy, testAccuracy: null, baselineAccuracy: null, state };
  }
  const counted = countGrounds(context);
  const test = (tested: readonly LayerParameters[]): Promise<AnsweredOnModels> =>
    answerOnModels(counted.context, {
      parameters: tested,
      batches,
      step: iteration,
      purpose: 'test',
    });
  let baselineAccuracy: number | null = null;
  let known: AnsweredOnModels | undefined;
  if (settings.testsInitialPrompts && plannedSteps(options) > 0) {
    // The same batches, few-shot examples included, so that the two tests can be compared in pairs.
    const initial = options.parameters;
    const answered = await test(initial);
    baselineAccuracy = accuracyOf(answered.examples);
    yield {
      type: 'baseline',
      iteration,
      parameters: initial,
      testAccuracy: baselineAccuracy,
      ...answered,
    };
    if (keyOfNetwork(parameters) === keyOfNetwork(initial)) known = answered;
  }
  const answered = known ?? (await test(parameters));
  const testAccuracy = accuracyOf(answered.examples);
  yield* unansweredOf(answered, 'test', iteration);
  yield {
    type: 'tested',
    iteration,
    parameters,
    testAccuracy,
    ...answered,
    grounds: counted.grounds(),
  };
  return { parameters, devAccuracy, testAccuracy, baselineAccuracy, state };
}

/** An event for each example of a split that has no answer, of each model. */
function* unansweredOf(
  { examples, models }: AnsweredOnModels,
  split: 'dev' | 'test',
  iteration: number,
): Generator<TrainEvent> {
  for (const answered of models?.map((model) => model.examples) ?? [examples])
    yield* unansweredExamples(answered, split, iteration);
}

function* unansweredExamples(
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
