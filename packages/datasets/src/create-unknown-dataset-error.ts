import { DatasetArgumentError } from './dataset-argument-error.ts';

/** The error of an unknown dataset name. */
export function createUnknownDatasetError(
  dataset: string,
  known: readonly string[],
  suggestions: readonly string[] = [],
): DatasetArgumentError {
  const meant = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(' or ')}?`;
  return new DatasetArgumentError({
    code: 'unknown-dataset',
    message:
      `There is no dataset called ${JSON.stringify(dataset)}.${meant} Give one of ` +
      `${known.join(', ')}; ` +
      'or, for your own data, the path of a CSV, TSV, JSONL or JSON file, or of a YAML ' +
      'file that describes one.',
    argument: 'dataset',
    value: dataset,
    accepted: known,
    suggestions,
  });
}
