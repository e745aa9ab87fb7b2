import { fileURLToPath } from 'node:url';
import { isDatasetFile } from '@dln/datasets';

/** How the value of a setting names a path. */
export interface SettingPath {
  /** The path in a value; undefined if the value names no file. */
  readonly find: (value: string) => string | undefined;
  /** The value that names this path. */
  readonly write: (path: string) => string;
}

/** The value is the path. */
export const PLAIN_PATH: SettingPath = { find: (value) => value, write: (path) => path };

/** The value is the name of a dataset, or the path of a file with data. */
export const DATASET_PATH: SettingPath = {
  find: (value) => (isDatasetFile(value) ? value : undefined),
  write: (path) => path,
};

/** The value is a prompt, or the path of a JSON or log file that holds one. */
export const PROMPT_PATH: SettingPath = {
  find: (value) => (/\.(json|log)$/.test(value) ? value : undefined),
  write: (path) => path,
};

/** The value is the name of a model, or `file:` and the path of a GGUF file. */
export const MODEL_PATH: SettingPath = {
  find: (value) => {
    if (value.startsWith('file://')) return fileURLToPath(value);
    return value.startsWith('file:') ? value.slice('file:'.length) : undefined;
  },
  write: (path) => `file:${path}`,
};
