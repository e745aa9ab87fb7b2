import { ModelSettingError } from '../model-setting-error.ts';

/** An endpoint has no API key. */
export function createMissingApiKeyError({
  variable,
  endpoint,
}: {
  /** The environment variable or the option that should hold the key. */
  readonly variable: string;
  /** Address or name of the endpoint. */
  readonly endpoint: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'missing-api-key',
    message:
      `No API key for ${endpoint}: ${variable} is not set. Set it to your key, or to EMPTY for a ` +
      'server that asks for none.',
    subject: variable,
  });
}
