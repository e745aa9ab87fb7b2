import { recordFormatOf } from '../files/parse-records.ts';

/**
 * Whether a dataset name is the path of your own data or of their description, by its extension.
 */
export function isDatasetFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) || recordFormatOf(name) !== undefined;
}
