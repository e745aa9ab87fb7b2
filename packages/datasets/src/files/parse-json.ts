import { findNodeAtLocation, parseTree, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { describeIssue } from './describe-issue.ts';

/**
 * A JSON file's value.
 *
 * @throws DatasetFileError with the line where the file is cut short, is not JSON, or does not fit the schema
 */
export function parseJson<Value>(data: DataFile, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(parseJsonText(data));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DatasetFileError({
    ...data,
    line: issue && lineOfPath(data.text, issue.path),
    problem: issue ? describeIssue(issue) : 'does not fit',
    cause: result.error,
  });
}

/**
 * A JSON file's value, of any form.
 *
 * @throws DatasetFileError with the line where the file is cut short or is not JSON
 */
export function parseJsonText(data: DataFile): unknown {
  try {
    return JSON.parse(withoutByteOrderMark(data.text));
  } catch (cause) {
    // JSON.parse tells where only in some of its messages, so a second parser is asked; it is needed for nothing else.
    const errors: ParseError[] = [];
    parseTree(data.text, errors, { disallowComments: true });
    throw new DatasetFileError({
      ...data,
      line: lineOf(data.text, errors[0]?.offset ?? 0),
      problem: 'is not JSON, or is cut short',
      cause,
    });
  }
}

/** The lines on which the items of a JSON list begin, counted from 1. */
export function linesOfItems(text: string): readonly number[] {
  let line = 1;
  let seen = 0;
  return (parseTree(text)?.children ?? []).map(({ offset }) => {
    line += text.slice(seen, offset).split('\n').length - 1;
    seen = offset;
    return line;
  });
}

/** The line of an item of a list in a JSON file, for errors that a schema cannot see. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number | undefined {
  const tree = parseTree(text);
  const steps = path.filter((step) => typeof step !== 'symbol');
  for (let length = steps.length; tree && length >= 0; length--) {
    const node = findNodeAtLocation(tree, steps.slice(0, length)); // a missing property has no place: its object has
    if (node) return lineOf(text, node.offset);
  }
  return undefined;
}

/** Some editors put one at the start of a file. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
