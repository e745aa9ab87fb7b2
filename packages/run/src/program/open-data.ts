import { fileURLToPath } from 'node:url';
import {
  createDataset,
  Dataset,
  type CreateDatasetOptions,
  type ExampleRows,
  type SplitRows,
} from '@dln/datasets';
import type { JsonSchema } from '@dln/llm';
import { readSchemaSetting } from '../structured/read-schema-setting.ts';
import { NO_MODULES, type RunModules } from '../modules/run-modules.ts';
import { loadTask, toDrawing } from '../composition/load-task.ts';
import type { Configuration } from '../settings/configuration.ts';
import { createTrainingOptionError } from './create-training-errors.ts';

/**
 * Data of the calling program: a CSV, TSV, JSONL, JSON or YAML file, a module that exports data or
 * a loader, the name of a benchmark, a `Dataset`, examples that are shuffled and split, or the
 * three splits. Rows of several columns need the options `input` (or `inputs`) and `target`.
 */
export type DataSource = string | URL | Dataset | ExampleRows | SplitRows;

/** What a program may say of its data. */
export type DataOptions = Pick<
  CreateDatasetOptions,
  'instruction' | 'classes' | 'split' | 'input' | 'inputs' | 'target' | 'targets'
>;

/** The name of data in a configuration; examples in memory have none before they are opened. */
export function nameOfData(data: DataSource): string {
  if (typeof data === 'string') return data;
  if (data instanceof URL) return fileURLToPath(data);
  return isDataset(data) ? data.name : 'examples';
}

/**
 * Opens data, with the sizes and the ways of drawing that a configuration names. A `Dataset` is
 * copied: training does not change it, and does not depend on what was drawn from it before.
 *
 * @throws errors with `userFacing` for data that cannot be read or are not examples
 */
export async function openData(
  data: DataSource,
  configuration: Configuration,
  { instruction, ...described }: DataOptions,
  modules: RunModules = NO_MODULES,
): Promise<Dataset> {
  const isNamed = typeof data === 'string' || data instanceof URL;
  if (isNamed || isDataset(data)) {
    refuse(described);
    const outputSchema = await readSchemaSetting(configuration.outputSchema);
    if (!isNamed)
      return copyDataset(data, configuration, { instruction, isCut: false, outputSchema });
    const loaded = await loadTask(configuration, modules);
    if (instruction === undefined) return loaded;
    return copyDataset(loaded, configuration, { instruction, isCut: true, outputSchema });
  }
  requireExamples(data);
  return createDataset({
    outputSchema: await readSchemaSetting(configuration.outputSchema),
    ...toDrawing(configuration),
    examples: data,
    instruction,
    ...optionsOf(described),
  });
}

/** A JavaScript program has no types that would refuse it. */
function requireExamples(data: unknown): void {
  if (typeof data === 'object' && data !== null && (Array.isArray(data) || 'train' in data)) return;
  throw createTrainingOptionError(
    'data',
    `is ${JSON.stringify(data)}. Give a file, the name of a dataset, a Dataset, an array of { input, target }, or { train, dev, test }.`,
  );
}

function copyDataset(
  dataset: Dataset,
  configuration: Configuration,
  {
    instruction,
    isCut,
    outputSchema,
  }: {
    readonly instruction: string | undefined;
    readonly isCut: boolean;
    readonly outputSchema: JsonSchema | undefined;
  },
): Dataset {
  const { maxSizes, ...options } = toDrawing(configuration);
  const { name, outputClasses, sources, notes, inputForm } = dataset;
  return new Dataset({
    ...options,
    name,
    splits: {
      train: dataset.examples('train'),
      dev: dataset.examples('dev'),
      test: dataset.examples('test'),
    },
    instruction: instruction ?? dataset.instruction,
    outputClasses,
    ...(isCut ? {} : { maxSizes }),
    sources,
    notes,
    inputForm,
    outputSchema: outputSchema ?? dataset.outputSchema,
  });
}

function isDataset(data: unknown): data is Dataset {
  return typeof data === 'object' && data !== null && 'randomBatch' in data;
}

/** What describes examples in memory. The caller may pass more options. */
function optionsOf({
  classes,
  split,
  input,
  inputs,
  target,
  targets,
}: Omit<DataOptions, 'instruction'>): Omit<DataOptions, 'instruction'> {
  return { classes, split, input, inputs, target, targets };
}

function refuse(options: Omit<DataOptions, 'instruction'>): void {
  for (const [name, value] of Object.entries(optionsOf(options)))
    if (value !== undefined)
      throw createTrainingOptionError(
        name,
        'is for examples in memory. A YAML file that describes the data can say it for a file.',
      );
}
