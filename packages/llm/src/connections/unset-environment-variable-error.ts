import { ModelSettingError } from '../model-setting-error.ts';

/** A required environment variable is not set. */
export function createUnsetEnvironmentVariableError({
  variable,
  neededBy,
}: {
  readonly variable: string;
  /** What needs it: a place in a file, or the thing that is opened. */
  readonly neededBy: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'unset-environment-variable',
    message: `The environment variable ${variable} is not set; ${neededBy} needs it.`,
    subject: variable,
  });
}
