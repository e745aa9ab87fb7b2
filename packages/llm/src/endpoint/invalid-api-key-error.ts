import { ModelSettingError } from '../model-setting-error.ts';

/** An API key that no HTTP header can carry. The error does not contain the key. */
export function createInvalidApiKeyError({
  endpoint,
}: {
  /** Address of the endpoint. */
  readonly endpoint: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'invalid-api-key',
    message:
      `The API key for ${endpoint} cannot be sent: it holds a line break or another character that ` +
      'no key has. Copy it again, on one line.',
    subject: endpoint,
  });
}
