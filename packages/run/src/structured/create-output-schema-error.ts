import { ConfigurationError } from '../configuration/configuration-error.ts';

/** The error of a JSON Schema that cannot be used, or of data that do not match it. */
export function createOutputSchemaError(message: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError([message], { code: 'output-schema', cause });
}
