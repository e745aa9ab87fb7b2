import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/**
 * Examples of a program, checked: a JavaScript program has no types that would do it.
 *
 * @param split the name of their split and a space, for messages; empty before they are split
 * @throws DatasetFileError with the first value that is not an example
 */
export function checkExamples(
  data: DataFile,
  examples: unknown,
  split: string,
): readonly Example[] {
  if (!Array.isArray(examples)) {
    const wanted = split === '' ? 'examples or { train, dev, test }' : 'examples';
    throw new DatasetFileError({
      ...data,
      problem: `${split}is ${describe(examples)}, and an array of ${wanted} is needed`,
      remedy: 'Give an array of { input, target }.',
    });
  }
  return examples.map((example: unknown, index) => {
    if (isExample(example)) return { input: example.input, target: example.target };
    throw new DatasetFileError({
      ...data,
      problem: `${split}example ${index} is ${describe(example)}`,
      remedy: 'An example is { input, target }, two strings.',
    });
  });
}

function isExample(value: unknown): value is Example {
  return (
    typeof value === 'object' &&
    value !== null &&
    'input' in value &&
    'target' in value &&
    typeof value.input === 'string' &&
    typeof value.target === 'string'
  );
}

function describe(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value).slice(0, 80);
}
