import { RandomState } from '@dln/random';
import { step } from '../inference/step.ts';
import { checkRun } from './check-run.ts';
import { chooseLayout } from './choose-layout.ts';
import { plannedSteps } from './planned-steps.ts';
import { testBest } from './test-best.ts';
import type { TrainEvent } from './train-event.ts';
import type { TrainOptions, TrainResult } from './train-options.ts';
import { initialTrainingState, type TrainingState } from './training-state.ts';
import { validateIfDue } from './validate-if-due.ts';

/** Share of the newest value in a running mean. */
const NEW_SHARE = 0.2;

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

function isOver(options: TrainOptions, { iteration }: TrainingState): boolean {
  return iteration >= plannedSteps(options);
}

/** No parameters can beat the best ones on the dev split. */
function isPerfect({ best }: TrainingState): boolean {
  return best.accuracy !== null && best.accuracy >= 1;
}

function smooth(running: number | null, value: number): number {
  return running === null ? value : NEW_SHARE * value + (1 - NEW_SHARE) * running;
}
