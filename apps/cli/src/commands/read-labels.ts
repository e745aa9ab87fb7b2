import { type LabelledAnswer, parseLabels } from '@dln/run';
import { InputError } from './input-error.ts';
import { readTextBytes } from './read-text-bytes.ts';

/**
 * Reads answers with the labels of people.
 *
 * @param options.scale - `1,5`
 * @throws ConfigurationError for a label that is not a number of the scale, yes or no
 */
export async function readLabels(options: {
  readonly file: string;
  readonly scale: string;
  readonly stdin: NodeJS.ReadableStream;
}): Promise<readonly LabelledAnswer[]> {
  const [lowest = NaN, highest = NaN] = options.scale.split(',').map(Number);
  if (!(lowest < highest))
    throw new InputError(
      `--scale expects two numbers, such as 1,5; it is ${JSON.stringify(options.scale)}`,
    );
  const text = await readTextBytes(options);
  return parseLabels({ file: options.file, text, scale: [lowest, highest] });
}
