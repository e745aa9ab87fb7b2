import { ConfigurationError } from '../configuration/configuration-error.ts';
import { RunError } from '../directory/run-error.ts';

/** The error of an option of `trainNetwork` that cannot be used. */
export function createTrainingOptionError(
  option: string,
  problem: string,
  options: { readonly cause?: unknown } = {},
): ConfigurationError {
  return new ConfigurationError([`${option} ${problem}`], {
    code: 'training-option',
    subject: option,
    ...options,
  });
}

/** The error of training that its caller or a cap stopped before anything was validated. */
export function createNothingLearnedError(
  stopped: 'budget' | 'aborted',
  reason: string,
  options: { readonly cause?: unknown } = {},
): RunError {
  return new RunError({
    code: 'nothing-learned',
    message: `Training was stopped before its first validation, so there is no network. ${reason}`,
    stopped,
    ...options,
  });
}

/**
 * The error of a run directory that holds the run of other options.
 *
 * @param difference the settings in which the two differ: `iters 3, now 5`
 */
export function createOtherRunError(runDirectory: string, difference: readonly string[]): RunError {
  return new RunError({
    code: 'other-run',
    message: `${runDirectory} holds a run of other options (${difference.join('; ')}). Give those that it was made with, or another runDirectory.`,
    runDirectory,
    difference,
  });
}
