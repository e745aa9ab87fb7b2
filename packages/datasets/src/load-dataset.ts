import { Dataset } from './batches/dataset.ts';
import type { Catalogue } from './catalogue/parse-catalogue.ts';
import type { DatasetChoices } from './choices/dataset-choices.ts';
import { standardChoices } from './choices/standard-choices.ts';
import { OutputClasses } from './classes/output-classes.ts';
import { splitNames, type Splits } from './example.ts';
import { checkEnough } from './loaders/check-enough.ts';
import { findDataset } from './loading/find-dataset.ts';
import { readSource } from './loading/read-source.ts';

/** Options of `loadDataset`. */
export interface LoadDatasetOptions {
  /**
   * A benchmark's name, the name of an entry of the catalogue, or the path of data of your own: a YAML file that describes them or, if their
   * columns have usual names, the CSV, TSV, JSONL or JSON file itself.
   */
  readonly name: string;
  /** Where the benchmarks lie. Data of your own lie where their description says. */
  readonly dataDir: string;
  /** Draws batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** The most training examples; 0 or less is no limit. @default no limit */
  readonly maxTrainSize?: number | undefined;
  /** The most dev examples; 0 or less is no limit. @default no limit */
  readonly maxDevSize?: number | undefined;
  /** The most test examples; 0 or less is no limit. @default no limit */
  readonly maxTestSize?: number | undefined;
  /** How many training examples are shown before each input. @default 0 */
  readonly fewShots?: number | undefined;
  /** Instructions and classes. @default the catalogue that ships with the package */
  readonly catalogue?: Catalogue | undefined;
  /** How splits are cut and few-shot examples drawn. @default standardChoices */
  readonly choices?: DatasetChoices | undefined;
}

/**
 * Loads a dataset: reads its files, makes its splits, cuts them to size.
 *
 * @example
 * const dataset = await loadDataset({ name: 'navigate', dataDir: 'data', seed: 42 });
 *
 * @throws UnknownDatasetError for a name that is no dataset's
 * @throws TargetClassError where the catalogue's classes do not cover the targets
 * @throws DatasetFileError with file, line and what mends it, where a file is missing or malformed
 * @throws CatalogueError where the description of one's own data cannot be read
 * @throws DatasetArgumentError where more few-shot examples are asked for than train can give
 */
export async function loadDataset(options: LoadDatasetOptions): Promise<Dataset> {
  const { seed, fewShots = 0, choices = standardChoices } = options;
  const found = await findDataset(options);
  // One after the other, so that of several missing files it is always the first that is named.
  const read: Awaited<ReturnType<typeof readSource>>[] = [];
  for (const path of found.loader.files) read.push(await readSource(path, found));

  const { description } = found;
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
  });
}

/** A split without examples gives figures of nothing. */
function refuseEmpty(
  splits: Splits,
  read: readonly Awaited<ReturnType<typeof readSource>>[],
): void {
  for (const split of splitNames) {
    const from = read.find(({ source }) => source.splits.includes(split));
    if (from) checkEnough(from.data, splits[split].length, 1);
  }
}
