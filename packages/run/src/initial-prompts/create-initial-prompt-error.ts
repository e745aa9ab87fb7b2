import { RunFileError } from '../files/run-file-error.ts';

/** The error of a file from which no initial prompt can be taken. */
export function createInitialPromptError(
  path: string,
  reason: string,
  options: { readonly cause?: unknown } = {},
): RunFileError {
  return new RunFileError({
    code: 'initial-prompt',
    message: `No initial prompt can be taken from ${path}: ${reason}. A .json file holds a run's network.json or result_data.json, or best_weights under the dataset's name; a .log file holds a line "Best L2 weights: …". A prompt that itself ends so is given in a configuration file, under prompts.`,
    path,
    ...options,
  });
}
