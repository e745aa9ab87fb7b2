import { ConfigurationError } from '../configuration/configuration-error.ts';

/** The error of a GGUF file that is named as a model at an endpoint. No endpoint is set. */
export function createFileNameError(name: string): ConfigurationError {
  const message = `The model ${JSON.stringify(name)} has no \`file:\` before its path, so it is a name at an endpoint, and no endpoint is set. For the file, write ${JSON.stringify(`file:${name}`)}.`;
  return new ConfigurationError([message], { code: 'unnamed-model', subject: name });
}
