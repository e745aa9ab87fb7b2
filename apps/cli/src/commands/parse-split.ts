import { splitNames, type Split } from '@dln/datasets';
import { ConfigurationError } from '@dln/run';

/**
 * The split that a flag names.
 *
 * @throws ConfigurationError with the names that there are
 */
export function parseSplit(text: string): Split {
  const split = splitNames.find((name) => name === text);
  if (split !== undefined) return split;
  throw new ConfigurationError([
    `--split expects ${splitNames.join(' or ')}; it is ${JSON.stringify(text)}`,
  ]);
}
