import { RowTemplateError } from '@dln/templates/template';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import type { ReadRow } from './read-row.ts';

/** Options of `checkExamples`. */
export interface CheckExamplesOptions {
  /** The name of their split and a space, for messages; empty before they are split. */
  readonly split: string;
  /** Makes an example of a row. @default rows are examples */
  readonly readRow?: ReadRow | undefined;
}

/**
 * Examples of a program, checked: a JavaScript program has no types that would do it.
 *
 * @throws DatasetFileError with the first value that is not an example
 */
export function checkExamples(
  data: DataFile,
  examples: unknown,
  { split, readRow }: CheckExamplesOptions,
): readonly Example[] {
  if (!Array.isArray(examples)) {
    const wanted = split === '' ? 'examples or { train, dev, test }' : 'examples';
    throw new DatasetFileError({
      ...data,
      problem: `${split}is ${describe(examples)}, and an array of ${wanted} is needed`,
      remedy: 'Give an array of { input, target }.',
    });
  }
  return examples.map((value: unknown, index) => {
    const place = `${split}example ${index}`;
    const example = readRow && isRow(value) ? read({ data, value, readRow, place }) : value;
    if (isExample(example)) return withFields(example);
    throw new DatasetFileError({
      ...data,
      problem: `${place} is ${describe(value)}`,
      remedy:
        'An example is { input, target }, two strings. For rows with other columns, give templates ' +
        'as `input` and `target`.',
    });
  });
}

function read({
  data,
  value,
  readRow,
  place,
}: {
  readonly data: DataFile;
  readonly value: Readonly<Record<string, unknown>>;
  readonly readRow: ReadRow;
  readonly place: string;
}): unknown {
  try {
    return readRow(value);
  } catch (cause) {
    if (!(cause instanceof RowTemplateError)) throw cause;
    throw new DatasetFileError({ ...data, problem: `${place}: ${cause.message}`, cause });
  }
}

/** Metrics may read what an example holds beside its input and target. */
function withFields({ input, target, fields, ...others }: Example): Example {
  const own =
    fields ?? (Object.keys(others).length === 0 ? undefined : { input, target, ...others });
  return own === undefined ? { input, target } : { input, target, fields: own };
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
