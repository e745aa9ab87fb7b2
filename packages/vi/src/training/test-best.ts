import { countGrounds } from '../inference/count-grounds.ts';
import { keyOfNetwork, type LayerParameters } from '../layers/layer-parameters.ts';
import { accuracyOf } from './answer-examples.ts';
import { answerOnModels, type AnsweredOnModels } from './answer-on-models.ts';
import { countPromptTokens } from './count-prompt-tokens.ts';
import { EVALUATION_BATCH_SIZE } from './evaluation-batch-size.ts';
import { plannedSteps } from './planned-steps.ts';
import type { TrainEvent } from './train-event.ts';
import type { TrainOptions, TrainResult } from './train-options.ts';
import type { TrainingState } from './training-state.ts';
import { unansweredEvents } from './unanswered-events.ts';

/** Tests the best parameters, and before them the initial ones if asked. */
export async function* testBest(
  options: TrainOptions,
  state: TrainingState,
): AsyncGenerator<TrainEvent, TrainResult, undefined> {
  const { context, strategies, settings, dataset } = options;
  const { iteration } = state;
  const { parameters, accuracy: devAccuracy } = state.best;
  const batches = [...dataset.iterate('test', EVALUATION_BATCH_SIZE)];
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
  yield* unansweredEvents(answered, 'test', iteration);
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
