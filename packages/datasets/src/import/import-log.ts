import { stringify } from 'yaml';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { parseJsonLines } from '../files/parse-json-lines.ts';
import { inferClasses } from '../own-file/infer-classes.ts';
import { z } from 'zod';
import { chatLineSchema, textOfMessage } from './chat-log-schema.ts';
import { readRating, toRow, type ImportedRow } from './imported-row.ts';
import { readSpans, rowOfSpan } from './read-spans.ts';

/** Options of `importLog`. */
export interface ImportLogOptions {
  /** The name of the data file that the description names, such as `chats.jsonl`. */
  readonly fileName: string;
  /**
   * Without labels, an answer with at least this rating is a target. @default halfway between the
   * lowest and the highest rating of the log
   */
  readonly minRating?: number | undefined;
}

/** A log as a dataset. */
export interface ImportedLog {
  /** The data file: JSON lines. */
  readonly data: string;
  /** The description: YAML. */
  readonly description: string;
  readonly count: number;
  /** What was left out, and what was decided; a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Makes a dataset of a log: OpenTelemetry GenAI spans, or OpenAI-style chats, one JSON object a
 * line. The target is the label of a chat; without labels, the answer, if it is rated well or not
 * at all.
 *
 * @throws DatasetFileError with the line that is neither, or without anything to learn from
 */
export function importLog(log: DataFile, { fileName, minRating }: ImportLogOptions): ImportedLog {
  const { rows, skipped } = readRows(log);
  const notes = [...countReasons(skipped)];
  const labelled = rows.filter(({ label }) => label !== undefined);
  const kept = labelled.length > 0 ? labelled : keepRated(rows, minRating, notes);
  if (labelled.length > 0 && labelled.length < rows.length)
    notes.push(`${rows.length - labelled.length} chats without a label are left out.`);
  if (kept.length === 0)
    throw new DatasetFileError({
      ...log,
      problem: `holds no chat to learn from${notes.length === 0 ? '' : ` (${notes.join(' ')})`}`,
      remedy: 'Give a log of chats with their answers, labels or ratings.',
    });
  const written = kept.map(({ system, input, output, label, rating }) => ({
    ...{ input, target: label ?? output, output, system },
    ...(rating === undefined ? {} : { rating }),
  }));
  const systems = [...new Set(kept.map(({ system }) => system.trim()))];
  const [instruction = ''] = systems;
  const isShared = systems.length === 1;
  if (!isShared)
    notes.push(`The chats have ${systems.length} system messages; each is part of its input.`);
  const classes = inferClasses(written.map(({ target }) => target));
  return {
    data: written.map((row) => `${JSON.stringify(row)}\n`).join(''),
    description: stringify(
      {
        ...(isShared && instruction !== '' ? { instruction } : {}),
        ...(classes ? { classes } : {}),
        file: fileName,
        ...(isShared ? {} : { input: '{{ system }}\n\n{{ input }}' }),
      },
      { lineWidth: 0 },
    ),
    count: written.length,
    notes,
  };
}

function readRows(log: DataFile): {
  readonly rows: readonly ImportedRow[];
  readonly skipped: readonly string[];
} {
  const rows: ImportedRow[] = [];
  const skipped: string[] = [];
  for (const { line, value } of parseJsonLines(log, z.unknown())) {
    const found = readSpans(value)?.map(rowOfSpan) ?? [readChat(log, line, value)];
    for (const row of found) {
      if (typeof row === 'string') skipped.push(row);
      else if (row === undefined) skipped.push('not a call of a chat model');
      else rows.push(row);
    }
  }
  return { rows, skipped };
}

function readChat(log: DataFile, line: number, value: unknown): ImportedRow | string {
  const { success, data, error } = chatLineSchema.safeParse(value);
  if (!success) {
    const [issue] = error.issues;
    const problem = `is neither a GenAI span nor a chat: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(' ')}`;
    throw new DatasetFileError({ ...log, line, problem, cause: error });
  }
  const { messages, request, response, label, target } = data;
  const [choice] = response?.choices ?? [];
  const wanted = label ?? target;
  return toRow(messages ?? request?.messages ?? [], {
    answer: choice && textOfMessage(choice.message),
    label: wanted === undefined ? undefined : String(wanted),
    rating: readRating(data.rating ?? data.score),
  });
}

/** The chats whose answers are good enough to be targets. */
function keepRated(
  rows: readonly ImportedRow[],
  minRating: number | undefined,
  notes: string[],
): readonly ImportedRow[] {
  const ratings = rows.flatMap(({ rating }) => rating ?? []);
  if (ratings.length === 0) {
    if (rows.length > 0)
      notes.push('No chat has a label or a rating: every answer is taken as a target.');
    return rows;
  }
  const least = minRating ?? (Math.min(...ratings) + Math.max(...ratings)) / 2;
  const kept = rows.filter(({ rating }) => rating !== undefined && rating >= least);
  notes.push(
    `Answers rated ${least} or more are targets; ${rows.length - kept.length} chats with a lower rating, or without one, are left out.`,
  );
  return kept;
}

function countReasons(skipped: readonly string[]): readonly string[] {
  return [...Map.groupBy(skipped, (reason) => reason)].map(
    ([reason, all]) =>
      `${all.length} ${all.length === 1 ? 'entry is' : 'entries are'} left out: ${reason}.`,
  );
}
