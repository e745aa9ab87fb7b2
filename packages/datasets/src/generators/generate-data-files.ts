import { renderExamples } from '../files/render-examples.ts';
import { GENERATED_FOLDER } from '../loading/generated-folder.ts';
import { generateExamples } from './generate-examples.ts';
import type { GeneratedDatasetName } from './generated-dataset-name.ts';

/** Options of `generateDataFiles`. */
export interface GenerateDataFilesOptions {
  /** Examples for train and dev together, half each. */
  readonly count: number;
  /** Examples for test, disjoint from the others. @default 250 */
  readonly testCount?: number | undefined;
  /** Determines the files; an unsigned 32-bit integer. */
  readonly seed: number;
  /**
   * Prefix of the paths; empty for none. @default 'generated', which `loadDataset` reads in the
   * data directory
   */
  readonly folder?: string | undefined;
}

/** A file to write. */
export interface GeneratedFile {
  /** Path relative to the data directory, with slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * Generates the files that `loadDataset` uses if a benchmark's files are missing. Their first lines
 * mark them as generated.
 *
 * @throws DatasetArgumentError for a dataset without a generator, or if the generator has too few
 * examples
 */
export function generateDataFiles(
  name: GeneratedDatasetName,
  { count, testCount = 250, seed, folder = GENERATED_FOLDER }: GenerateDataFilesOptions,
): readonly GeneratedFile[] {
  const examples = generateExamples(name, { count: count + testCount, seed });
  const generated =
    `Made by rule (@dln/datasets, ${name}, seed ${seed}) in the form of BIG-Bench Hard. ` +
    'Not the benchmark: figures on it are not figures on BIG-Bench Hard.';
  const place = (part: string): string =>
    [folder, part, `${name}.json`].filter((step) => step !== '').join('/');
  return [
    { path: place('bb_minus_bbh'), text: renderExamples({ generated }, examples.slice(0, count)) },
    { path: place('bbh'), text: renderExamples({ generated }, examples.slice(count)) },
  ];
}
