import type { Dataset } from '@dln/datasets';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import { loadModules } from '../modules/load-modules.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import type { Configuration } from '../settings/configuration.ts';
import { jsonSchemaOf } from '../structured/from-standard.ts';
import { chooseScoring, type Chosen } from './choose-scoring.ts';
import { nameOfData, openData } from './open-data.ts';
import type { ProgramModels } from './open-models.ts';
import { createTrainingOptionError } from './create-training-errors.ts';
import { distinctIds } from '../composition/given-models.ts';
import { ownOptions, type TrainNetworkOptions } from './training-options.ts';

/** A training with every setting decided. */
export interface TrainingPlan {
  readonly configuration: Configuration;
  readonly dataset: Dataset;
  /** The modules that were loaded. */
  readonly modules: readonly ModuleRecord[];
  /** What was decided for the caller; a sentence each. */
  readonly notes: readonly string[];
}

const DEFAULT_INSTRUCTION = 'Give the right output for the input.';

/**
 * Opens the data, and decides each setting: those of the caller, else what fits models and data,
 * else the defaults of the preset.
 *
 * @throws errors with `userFacing` for settings that are wrong or contradict each other, and for
 *   data that cannot be read
 */
export async function planTraining(
  options: TrainNetworkOptions,
  models: ProgramModels,
): Promise<TrainingPlan> {
  const given = givenSettings(options, models);
  const modules = await loadModules(resolve(given), {
    models,
    dataset: typeof options.data === 'string' ? undefined : options.data,
  });
  const dataset = await openData(options.data, resolve(given), options, modules);
  const named = { ...given, dataset: given.dataset ?? dataset.name };
  const chosen = [
    chooseScoring(models.score, dataset, { layers: resolve(given).layers, given }),
    chooseBatchSize(dataset, named),
    choosePrompts(options, dataset, named),
  ];
  const values = chosen.reduce<Partial<Configuration>>(
    (settings, one) => ({ ...settings, ...one.values }),
    named,
  );
  return {
    configuration: resolve(values),
    dataset,
    modules: [...models.modules, ...modules.records],
    notes: chosen.flatMap(({ notes }) => notes),
  };
}

function givenSettings(
  options: TrainNetworkOptions,
  { forward, backward, score, others }: ProgramModels,
): Partial<Configuration> {
  const { settings = {}, budget = {}, layers = 1, iterations, seed, runDirectory } = options;
  const { output } = options;
  for (const [name, option] of Object.entries(ownOptions))
    if (Object.hasOwn(settings, name))
      throw createTrainingOptionError(
        `settings.${name}`,
        `is not taken here. Use the option ${option}.`,
      );
  const values: { readonly [Name in keyof Configuration]?: Configuration[Name] | undefined } = {
    ...settings,
    dataset: nameOfData(options.data),
    layers,
    iters: iterations,
    seed,
    outDir: runDirectory,
    outputSchema: output && JSON.stringify(jsonSchemaOf(output)),
    maxRequests: budget.maxRequests,
    maxTokensTotal: budget.maxTokens,
    maxCost: budget.maxCost,
    maxMinutes: budget.maxMinutes,
    // For the record: models of a program are opened by it.
    fwdModelType: forward.id,
    models: others.length === 0 ? undefined : distinctIds([forward, ...others]),
    bwdModelType: backward === forward ? undefined : backward.id,
    scoreModel: score === forward ? undefined : score.id,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Small data have smaller batches. */
function chooseBatchSize(dataset: Dataset, given: Partial<Configuration>): Chosen {
  const size = dataset.size('train');
  const { batchSize } = resolve(given);
  if (given.batchSize !== undefined || batchSize <= size) return { values: {}, notes: [] };
  const notes = [`batchSize is ${size}: ${dataset.name} has no more training examples.`];
  return { values: { batchSize: size }, notes };
}

/**
 * The last prompt starts from the program's instruction, or from a general one for data without
 * any.
 */
function choosePrompts(
  { instruction }: TrainNetworkOptions,
  dataset: Dataset,
  given: Partial<Configuration>,
): Chosen {
  const hasPrompts = [given.prompts, given.initP1, given.initP2].some(
    (value) => value !== undefined && value !== null,
  );
  if (hasPrompts || (instruction === undefined && dataset.instruction !== ''))
    return { values: {}, notes: [] };
  const last = instruction ?? DEFAULT_INSTRUCTION;
  const below = Array.from({ length: resolve(given).layers - 1 }, () => '');
  const note = `The data have no instruction: training starts from "${last}". Set instruction to start from a better one.`;
  return {
    values: { prompts: [...below, last] },
    notes: instruction === undefined ? [note] : [],
  };
}

function resolve(values: Partial<Configuration>): Configuration {
  return resolveConfiguration({ flags: {}, file: { path: 'settings', values } });
}
