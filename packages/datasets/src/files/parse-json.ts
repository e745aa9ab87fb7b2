import { findNodeAtLocation, parseTree, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { describeIssue } from './describe-issue.ts';
import { DEEP_JSON, isDeepJson } from './is-deep-json.ts';

/**
 * Parses a JSON file with a schema.
 *
 * @throws DatasetFileError with the line where the file is truncated, invalid, or does not match
 * the schema
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
 * Parses a JSON file.
 *
 * @throws DatasetFileError with the line where the file is truncated or not valid JSON, or if it is
 * too deep
 */
export function parseJsonText(data: DataFile): unknown {
  if (isDeepJson(data.text)) throw new DatasetFileError({ ...data, problem: DEEP_JSON });
  try {
    return JSON.parse(withoutByteOrderMark(data.text));
  } catch (cause) {
    // JSON.parse reports a position in some messages only, so a second parser finds it.
    const errors: ParseError[] = [];
    parseTree(data.text, errors, { disallowComments: true });
    throw new DatasetFileError({
      ...data,
      line: lineOf(data.text, errors[0]?.offset ?? 0),
      problem: 'is not valid JSON, or is truncated',
      cause,
    });
  }
}

/** The line on which each item of a JSON list starts, counted from 1. */
export function linesOfItems(text: string): readonly number[] {
  let line = 1;
  let seen = 0;
  return (parseTree(text)?.children ?? []).map(({ offset }) => {
    line += text.slice(seen, offset).split('\n').length - 1;
    seen = offset;
    return line;
  });
}

/** The line of a list item in a JSON file, for errors that a schema does not detect. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number | undefined {
  const tree = parseTree(text);
  const steps = path.filter((step) => typeof step !== 'symbol');
  for (let length = steps.length; tree && length >= 0; length--) {
    // A missing property has no node, but its object has one.
    const node = findNodeAtLocation(tree, steps.slice(0, length));
    if (node) return lineOf(text, node.offset);
  }
  return undefined;
}

/** Some editors write a byte order mark. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
