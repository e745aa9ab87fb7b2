import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import type { DatasetLoader } from '../loaders/dataset-loader.ts';

/** A resolved dataset, before its files are read. */
export interface FoundDataset {
  readonly name: string;
  readonly description: DatasetDescription;
  readonly loader: DatasetLoader;
  /** The folder that the loader's paths are relative to. */
  readonly directory: string;
  /** Automatic choices made when reading your own files, one line each. */
  readonly notes?: readonly string[];
  /** The YAML file that describes your own data, or the data file; `undefined` for a benchmark. */
  readonly describedIn: string | undefined;
}
