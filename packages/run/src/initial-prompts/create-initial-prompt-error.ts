/** `--init-p1` or `--init-p2` names a file from which no prompt can be taken. */
export class InitialPromptError extends Error {
  override readonly name = 'InitialPromptError';
  readonly userFacing = true;
  readonly code = 'initial-prompt';
  readonly path: string;

  constructor(path: string, reason: string, options: { readonly cause?: unknown } = {}) {
    super(
      `No initial prompt can be taken from ${path}: ${reason}. A .json file holds a run's network.json or result_data.json, or best_weights under the dataset's name; a .log file holds a line "Best L2 weights: …". A prompt that itself ends so is given in a configuration file, under prompts.`,
      options,
    );
    this.path = path;
  }
}
