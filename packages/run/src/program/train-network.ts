import { createValueCheck, loadNetwork } from '@dln/vi';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isStandardSchema } from '../structured/from-standard.ts';
import { checkNames } from './check-names.ts';
import { learnInDirectory } from './learn-in-directory.ts';
import { learnInMemory } from './learn-in-memory.ts';
import type { Learned } from './learned.ts';
import type { ProgramModels } from './open-models.ts';
import { openTrainingModels } from './open-training-models.ts';
import { planTraining } from './plan-training.ts';
import { createNothingLearnedError } from './create-training-errors.ts';
import type { TrainingEvent } from './training-event.ts';
import type { TrainNetworkOptions } from './training-options.ts';
import type { TrainingResult } from './training-result.ts';
import { startTraining, type TrainingRun } from './training-run.ts';

/**
 * Trains a network on examples, with defaults for everything but data and model. It begins at once.
 * Awaiting gives the trained network, iterating what happens on the way.
 *
 * @throws errors with `userFacing` for options, data and models that cannot be used
 * @throws RunError if training is stopped before anything was validated
 *
 * @example
 * const { network, testAccuracy } = await trainNetwork({ data: 'reviews.csv', model: openai('gpt-x'), layers: 2 });
 * const [answer] = await network.predict(['The soup was cold.']);
 *
 * @example
 * const output = z.object({ stars: z.int().min(1).max(5), reason: z.string() });
 * const { network } = await trainNetwork({ data: rows, model, output });
 * const { value } = await network.predict('The soup was cold.'); // { stars: number; reason: string }
 *
 * @example
 * for await (const event of trainNetwork({ data, model })) console.log(event.type);
 */
export function trainNetwork<Value = unknown>(
  options: TrainNetworkOptions<Value>,
): TrainingRun<Value> {
  return startTraining((emit) => run(options, emit));
}

async function run<Value>(
  options: TrainNetworkOptions<Value>,
  emit: (event: TrainingEvent) => void,
): Promise<TrainingResult<Value>> {
  checkNames(options);
  const { cache, runDirectory } = options;
  const { signal = new AbortController().signal } = options;
  const models = await openTrainingModels(options);
  try {
    const notes: string[] = [];
    const note = (event: TrainingEvent): void => {
      emit(event);
      if (event.type === 'note') notes.push(event.text);
      if (event.type === 'started') notes.push(...(event.dataNotes ?? []));
    };
    const { output } = options;
    const standard = output && isStandardSchema(output) ? output : undefined;
    const plan = await planTraining(options, models);
    plan.notes.forEach((text) => note({ type: 'note', text }));
    const shared =
      cache === undefined || cache === false
        ? undefined
        : { file: cache, isNamed: true, isRefreshed: false };
    const learning = { plan, models, shared, signal, emit: note, output: standard };
    const learned =
      runDirectory === undefined
        ? await learnInMemory(learning)
        : await learnInDirectory(runDirectory, learning);
    return toResult<Value>(learned, models, { notes, signal, output: standard });
  } catch (error) {
    await models[Symbol.asyncDispose]();
    throw error;
  }
}

function toResult<Value>(
  { best, network, spending, stop, runDirectory }: Learned,
  models: ProgramModels,
  {
    notes,
    signal,
    output,
  }: {
    readonly notes: readonly string[];
    readonly signal: AbortSignal;
    readonly output: StandardSchemaV1<unknown, Value> | undefined;
  },
): TrainingResult<Value> {
  if (stop && best.devAccuracy === null && best.testAccuracy === null)
    throw createNothingLearnedError(stop.by, stop.reason, {
      cause: stop.by === 'aborted' ? signal.reason : undefined,
    });
  const loaded = loadNetwork<Value>(network, {
    model: models.forward,
    scoreModel: models.score,
    output,
    checkSchema: createValueCheck,
  });
  return {
    network: { ...loaded, [Symbol.asyncDispose]: () => models[Symbol.asyncDispose]() },
    ...best,
    stopped: stop?.by ?? null,
    spending,
    notes: [...notes, ...loaded.differences],
    ...(runDirectory === undefined ? {} : { runDirectory }),
  };
}
