import { ModelSettingError } from '../model-setting-error.ts';

/** A base URL that cannot be used. */
export function createInvalidBaseUrlError({
  baseUrl,
  reason,
}: {
  /** Without secrets. */
  readonly baseUrl: string;
  readonly reason: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'invalid-base-url',
    message: `The base URL ${JSON.stringify(baseUrl)} cannot be used: ${reason}`,
    subject: baseUrl,
  });
}
