import type { z } from 'zod';
import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { describeIssue } from './describe-issue.ts';
import { DEEP_JSON, isDeepJson } from './is-deep-json.ts';
import { withoutByteOrderMark } from './parse-json.ts';

/** A record and its line, counted from 1. */
export interface Line<Value> {
  readonly line: number;
  readonly value: Value;
}

/**
 * Parses a JSONL file. Skips blank lines.
 *
 * @throws DatasetFileError with the line that is not valid JSON or does not match the schema
 */
export function parseJsonLines<Value>(
  data: DataFile,
  schema: z.ZodType<Value>,
): readonly Line<Value>[] {
  return withoutByteOrderMark(data.text)
    .split('\n')
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, line }) => ({ line, value: parseLine({ data, schema, text, line }) }));
}

function parseLine<Value>({
  data,
  schema,
  text,
  line,
}: {
  readonly data: DataFile;
  readonly schema: z.ZodType<Value>;
  readonly text: string;
  readonly line: number;
}): Value {
  if (isDeepJson(text)) throw new DatasetFileError({ ...data, line, problem: DEEP_JSON });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const problem = 'is not valid JSON, or is truncated';
    throw new DatasetFileError({ ...data, line, problem, cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const problem = issue ? describeIssue(issue) : 'does not fit';
  throw new DatasetFileError({ ...data, line, problem, cause: result.error });
}
