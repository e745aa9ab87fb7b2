import { dirname } from 'node:path';
import { Dataset } from './batches/dataset.ts';
import type { DatasetDescription } from './catalogue/dataset-description.ts';
import type { Catalogue } from './catalogue/parse-catalogue.ts';
import type { DatasetChoices } from './choices/dataset-choices.ts';
import { standardChoices } from './choices/standard-choices.ts';
import { OutputClasses } from './classes/output-classes.ts';
import { splitNames, type Splits } from './example.ts';
import { recordFormatOf } from './files/parse-records.ts';
import { checkEnough } from './loaders/check-enough.ts';
import { findDataset } from './loading/find-dataset.ts';
import type { FoundDataset } from './loading/found-dataset.ts';
import { readSource } from './loading/read-source.ts';
import { loadOutputSchema, type OutputSchemaJson } from './structured/load-output-schema.ts';

/** Options of `loadDataset`. */
export interface LoadDatasetOptions {
  /**
   * The name of a benchmark or catalogue entry, or the path of your own data: a CSV, TSV, JSONL or
   * JSON file, or a YAML file that describes one.
   */
  readonly name: string;
  /** The folder of the benchmarks. The description of your own data names their files. */
  readonly dataDir: string;
  /** Seeds the batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** Largest number of training examples; 0 or less is no limit. @default no limit */
  readonly maxTrainSize?: number | undefined;
  /** Largest number of dev examples; 0 or less is no limit. @default no limit */
  readonly maxDevSize?: number | undefined;
  /** Largest number of test examples; 0 or less is no limit. @default no limit */
  readonly maxTestSize?: number | undefined;
  /** Number of training examples to show before each input. @default 0 */
  readonly fewShots?: number | undefined;
  /** Instructions and classes. @default the catalogue in this package */
  readonly catalogue?: Catalogue | undefined;
  /**
   * The JSON Schema of the answers; classes that were only inferred from the targets are dropped.
   * @default as the description says
   */
  readonly outputSchema?: OutputSchemaJson | undefined;
  /** How splits are reduced and few-shot examples drawn. @default standardChoices */
  readonly choices?: DatasetChoices | undefined;
}

/**
 * Loads a dataset: reads its files, makes its splits, and reduces them to the given sizes.
 *
 * @example
 * const dataset = await loadDataset({ name: 'navigate', dataDir: 'data', seed: 42 });
 *
 * @throws DatasetArgumentError for an unknown name
 * @throws DatasetArgumentError if a target belongs to no class of the catalogue
 * @throws DatasetFileError with file, line and remedy if a file is missing or invalid
 * @throws DatasetFileError if the description of your own data is invalid
 * @throws DatasetArgumentError if train has too few examples for the requested few-shot examples
 */
export async function loadDataset(options: LoadDatasetOptions): Promise<Dataset> {
  const { seed, fewShots = 0, choices = standardChoices } = options;
  const found = await findDataset(options);
  // One after another, so the error always names the first of several missing files.
  const read: Awaited<ReturnType<typeof readSource>>[] = [];
  for (const path of found.loader.files) read.push(await readSource(path, found));

  const outputSchema = await schemaOf(options, found);
  const description = withSchema(found, outputSchema);
  const files = read.map(({ data }) => data);
  const splits = found.loader.arrange({ files, description, choices });
  refuseEmpty(splits, read);
  const outputClasses = description.classes && new OutputClasses(description.classes);
  const targets = new Set(
    Object.values(splits).flatMap((split) => split.map(({ target }) => target)),
  );
  if (outputClasses) for (const target of targets) outputClasses.indexOf(target, found.name);

  return new Dataset({
    name: found.name,
    splits,
    seed,
    instruction: description.instruction,
    outputClasses,
    fewShots,
    maxSizes: {
      train: options.maxTrainSize ?? 0,
      dev: options.maxDevSize ?? 0,
      test: options.maxTestSize ?? 0,
    },
    choices,
    sources: read.map(({ source }) => source),
    notes: found.notes ?? [],
    inputForm: description.own?.inputForm,
    outputSchema,
  });
}

async function schemaOf(
  { outputSchema: given }: Pick<LoadDatasetOptions, 'outputSchema'>,
  { description, directory, describedIn }: FoundDataset,
): Promise<OutputSchemaJson | undefined> {
  if (given !== undefined) return given;
  const { outputSchema } = description;
  if (outputSchema === undefined) return undefined;
  return loadOutputSchema(
    outputSchema,
    describedIn === undefined ? directory : dirname(describedIn),
  );
}

/**
 * The description with its schema read. Classes that nothing but the targets suggests are dropped.
 */
function withSchema(
  { description, describedIn }: FoundDataset,
  outputSchema: OutputSchemaJson | undefined,
): DatasetDescription {
  if (outputSchema === undefined) return description;
  const isInferred = describedIn !== undefined && recordFormatOf(describedIn) !== undefined;
  return { ...description, outputSchema, ...(isInferred ? { classes: undefined } : {}) };
}

/** An empty split would make its results meaningless. */
function refuseEmpty(
  splits: Splits,
  read: readonly Awaited<ReturnType<typeof readSource>>[],
): void {
  for (const split of splitNames) {
    const from = read.find(({ source }) => source.splits.includes(split));
    if (from) checkEnough(from.data, splits[split].length, 1);
  }
}
