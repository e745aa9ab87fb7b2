import { countGrounds } from '../inference/count-grounds.ts';
import { keyOfNetwork } from '../layers/layer-parameters.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { accuracyOf } from './answer-examples.ts';
import { answerOnModels, type AnsweredOnModels } from './answer-on-models.ts';
import { boundValidation } from './bound-validation.ts';
import { EVALUATION_BATCH_SIZE } from './evaluation-batch-size.ts';
import type { TrainEvent } from './train-event.ts';
import type { TrainOptions } from './train-options.ts';
import type { TrainingState } from './training-state.ts';
import { unansweredEvents } from './unanswered-events.ts';

/**
 * Validates if it is due, keeps the best, and puts the best parameters back if patience is at its
 * end.
 */
export async function* validateIfDue(
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
    yield* unansweredEvents(validated, 'dev', iteration);
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
          batches: dataset.iterate('dev', EVALUATION_BATCH_SIZE),
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
