import { RunError } from './run-error.ts';

/**
 * The error of a new run in the directory of another one.
 *
 * @param difference settings in which the two differ
 */
export function createRunExistsError(
  runDirectory: string,
  difference: readonly string[],
): RunError {
  const relation =
    difference.length === 0
      ? 'with the same settings'
      : `with other settings (${difference.join('; ')})`;
  return new RunError({
    code: 'run-exists',
    message: `\`outDir\` ${runDirectory} holds a run already, ${relation}. Resume that run, or name another folder for the new one.`,
    runDirectory,
    difference,
  });
}
