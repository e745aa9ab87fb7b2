import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import type { DatasetChoices } from '../choices/dataset-choices.ts';
import type { Split, Splits } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';

/** A file that a loader reads. */
export interface DataFilePath {
  /** Path relative to the data directory, with slashes. */
  readonly path: string;
  /** The splits that are made from it. */
  readonly splits: readonly Split[];
}

/** The input of a loader. */
export interface ArrangeRequest {
  /** The loader's files, in its order. */
  readonly files: readonly DataFile[];
  readonly description: DatasetDescription;
  readonly choices: DatasetChoices;
}

/** Converts a dataset's files to splits. Pure: it receives the texts of the files. */
export interface DatasetLoader {
  readonly files: readonly DataFilePath[];
  /** @throws DatasetFileError with file and line if a file is invalid */
  arrange(request: ArrangeRequest): Splits;
}

/** Seeds the loading shuffle, independent of the run's seed: splits are the same in every run. */
export const LOADING_SEED = 42;
