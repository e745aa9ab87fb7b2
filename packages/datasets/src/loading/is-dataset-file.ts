import { recordFormatOf } from '../files/parse-records.ts';

/** Whether the name of a dataset is the path of a user's own data, or of their description, by its extension. */
export function isDatasetFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) || recordFormatOf(name) !== undefined;
}
