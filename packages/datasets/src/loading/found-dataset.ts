import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import type { DatasetLoader } from '../loaders/dataset-loader.ts';

/** A dataset that a name stands for, before its files are read. */
export interface FoundDataset {
  readonly name: string;
  readonly description: DatasetDescription;
  readonly loader: DatasetLoader;
  /** What the loader's paths are relative to. */
  readonly directory: string;
  /** How a user's own files were read, where that was decided for the user; a line each. */
  readonly notes?: readonly string[];
  /** The YAML file that describes a user's own data, or the file of data itself; `undefined` for a benchmark. */
  readonly describedIn: string | undefined;
}
