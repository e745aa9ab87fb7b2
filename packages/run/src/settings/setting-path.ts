import { fileURLToPath } from 'node:url';
import { isDatasetFile } from '@dln/datasets';
import { isInlineSchema } from '../structured/is-inline-schema.ts';
import { modulePathIn, withModulePath } from './module-reference.ts';

/** How the value of a setting names a path. */
export interface SettingPath {
  /** The path in a value; undefined if the value names no file. */
  readonly find: (value: string) => string | undefined;
  /** The value with another path. */
  readonly write: (path: string, value: string) => string;
}

/** The value is the path. */
export const PLAIN_PATH: SettingPath = { find: (value) => value, write: (path) => path };

/** The value is the name of a dataset, the path of a file with data, or a module. */
export const DATASET_PATH: SettingPath = {
  find: (value) => (isDatasetFile(value) ? value : modulePathIn(value)),
  write: (path, value) => (isDatasetFile(value) ? path : withModulePath(value, path)),
};

/** The value is a prompt, or the path of a JSON or log file that holds one. */
export const PROMPT_PATH: SettingPath = {
  find: (value) => (/\.(json|log)$/.test(value) ? value : undefined),
  write: (path) => path,
};

/** The value is the name of a model, `file:` and the path of a GGUF file, or a module. */
export const MODEL_PATH: SettingPath = {
  find: (value) => {
    if (modulePathIn(value) !== undefined) return modulePathIn(value);
    if (value.startsWith('file://')) return fileURLToPath(value);
    return value.startsWith('file:') ? value.slice('file:'.length) : undefined;
  },
  write: (path, value) =>
    modulePathIn(value) === undefined ? `file:${path}` : withModulePath(value, path),
};

/** The value is a JSON Schema, or the path of a file with one. */
export const SCHEMA_PATH: SettingPath = {
  find: (value) => (isInlineSchema(value) ? undefined : value),
  write: (path) => path,
};

/** The value is a YAML file of a metric, a module, or a name. */
export const METRIC_PATH: SettingPath = {
  find: (value) => (/\.ya?ml$/i.test(value) ? value : modulePathIn(value)),
  write: (path, value) => (/\.ya?ml$/i.test(value) ? path : withModulePath(value, path)),
};

/** The value is a module, or a name. */
export const MODULE_PATH: SettingPath = {
  find: modulePathIn,
  write: (path, value) => withModulePath(value, path),
};
