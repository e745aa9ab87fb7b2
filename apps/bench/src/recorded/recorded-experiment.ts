import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { experimentsDirectory } from '../bench-directory.ts';
import { openRecordedReplies, type RecordedReplies } from './recorded-replies.ts';
import { createRecordingError } from './recorded-replies-error.ts';

const MODEL_KEY = 'model';
const CELL_KEY = 'cell ';

/** The recorded replies of an experiment, and the model that gave them. */
export interface RecordedExperiment {
  readonly model: string;
  readonly replies: RecordedReplies;
}

/** The file of the replies that come with an experiment, whether or not it exists. */
export function recordingFile(
  experiment: string,
  directory: string = experimentsDirectory,
): string {
  return join(directory, `${experiment}.replies.gz`);
}

/**
 * The replies that come with an experiment.
 *
 * @throws RecordedRepliesError if it has none
 */
export function findRecording(
  experiment: string,
  directory: string = experimentsDirectory,
): RecordedExperiment {
  const file = recordingFile(experiment, directory);
  if (!existsSync(file))
    throw createRecordingError(file, `${experiment} has no recorded replies to replay`);
  const replies = openRecordedReplies({ files: [file] });
  const model = replies.read(MODEL_KEY);
  if (typeof model !== 'string')
    throw createRecordingError(file, 'it does not name the model of its replies');
  return { model, replies };
}

/** Records the model of the replies. */
export function recordModel(replies: RecordedReplies, model: string): void {
  replies.write(MODEL_KEY, model);
}

/** Records that a cell was run, and the processor time that it took in seconds. */
export function recordCell(
  replies: RecordedReplies,
  { path, cpuSeconds }: { readonly path: string; readonly cpuSeconds: number | null },
): void {
  replies.write(
    `${CELL_KEY}${path}`,
    cpuSeconds === null ? 'unknown' : Number(cpuSeconds.toFixed(1)),
  );
}

/** The recorded cells by their path, with their processor time in seconds. */
export function readRecordedCells(replies: RecordedReplies): ReadonlyMap<string, number | null> {
  return new Map(
    replies
      .entries()
      .flatMap(([key, value]): readonly (readonly [string, number | null])[] =>
        key.startsWith(CELL_KEY)
          ? [[key.slice(CELL_KEY.length), typeof value === 'number' ? value : null]]
          : [],
      ),
  );
}
