import { RunError } from './run-error.ts';

/** The error of a resumed run that does not do what it did before. */
export function createEventMismatchError({
  path,
  line,
}: {
  readonly path: string;
  readonly line: number;
}): RunError {
  return new RunError({
    code: 'event-mismatch',
    message: `The run does not go as it went before: line ${line} of ${path} would be another one. Its data, templates or model have changed since; put them back, or start a new run.`,
    path,
    line,
  });
}
