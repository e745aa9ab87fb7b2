import { ConfigurationError } from '../configuration/configuration-error.ts';

/** The error of a loss that confuses answers of the dataset it should measure. */
export function createMetricError({
  dataset,
  fault,
}: {
  readonly dataset: string;
  /** A sentence without its full stop. */
  readonly fault: string;
}): ConfigurationError {
  const message =
    `The accuracy of ${dataset} would be wrong: ${fault}. Use \`lossFunction: auto\`, which compares classes, numbers or texts as the data need it, ` +
    'or `preset: reference` to measure as the Python code does.';
  return new ConfigurationError([message], { code: 'metric', subject: dataset });
}
