/** The tasks whose texts the embedded model has seen; it answers no other. */
const KNOWN_TASKS: readonly string[] = ['navigate', 'hyperbaton'];

/**
 * Whether the model that ships with the project was made for a dataset; also for no dataset at all.
 */
export function isDemonstrationTask(dataset: string | null): dataset is null | 'navigate' {
  return dataset === null || KNOWN_TASKS.includes(dataset);
}

/**
 * No model was named, there is no endpoint, and the model that ships with the project does not know
 * the task.
 */
export class DemonstrationModelError extends Error {
  override readonly name = 'DemonstrationModelError';
  readonly userFacing = true;
  readonly code = 'demonstration-model';

  constructor(dataset: string) {
    super(
      `No model was named for ${dataset}, and no endpoint is set. The model that ships with dln knows ${KNOWN_TASKS.join(' and ')} only, so that its results on other data mean nothing. Choose one:
  an endpoint      set OPENAI_BASE_URL, and OPENAI_API_KEY if it takes a key
  a model file     \`model: file:PATH\`, a GGUF file that runs in this process
  the small model  \`model: embedded\`, to try out the machinery`,
    );
  }
}
