import { ConfigurationError } from '../configuration/configuration-error.ts';

/** The tasks whose texts the embedded model has seen; it answers no other. */
const KNOWN_TASKS: readonly string[] = ['navigate', 'hyperbaton'];

/**
 * Whether the model that ships with the project was made for a dataset; also for no dataset at all.
 */
export function isDemonstrationTask(dataset: string | null): dataset is null | 'navigate' {
  return dataset === null || KNOWN_TASKS.includes(dataset);
}

/**
 * The error of a task that the shipped model does not know, if no model is named and there is no
 * endpoint.
 */
export function createDemonstrationModelError(dataset: string): ConfigurationError {
  const message = `No model was named for ${dataset}, and no endpoint is set. The model that ships with dln knows ${KNOWN_TASKS.join(' and ')} only, so that its results on other data mean nothing. Choose one:
  an endpoint      set OPENAI_BASE_URL, and OPENAI_API_KEY if it takes a key
  a model file     \`model: file:PATH\`, a GGUF file that runs in this process
  the small model  \`model: embedded\`, to try out the machinery`;
  return new ConfigurationError([message], { code: 'demonstration-model', subject: dataset });
}
