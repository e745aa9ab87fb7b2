import { ModelSettingError } from '../model-setting-error.ts';

/** An environment variable has an impossible value. */
export function createInvalidEnvironmentVariableError({
  variable,
  value,
  wanted,
}: {
  readonly variable: string;
  readonly value: string;
  readonly wanted: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'invalid-environment-variable',
    message: `${variable} is ${JSON.stringify(value)}. Set it to ${wanted}, or unset it.`,
    subject: variable,
  });
}
