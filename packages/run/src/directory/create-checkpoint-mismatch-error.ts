import { RunError } from './run-error.ts';

/**
 * The error of a resumed run that comes to its checkpoint in another state.
 *
 * @param parts what differs: `training`, `dataset`, `models` or `samples`
 */
export function createCheckpointMismatchError(
  runDirectory: string,
  parts: readonly string[],
): RunError {
  return new RunError({
    code: 'checkpoint-mismatch',
    message: `The run does not go as it went before: at the place of its checkpoint in ${runDirectory}, the state of its ${parts.join(' and ')} is another one. What it reads or its checkpoint.json has changed since; put that back, or start a new run.`,
    runDirectory,
    difference: parts,
  });
}
