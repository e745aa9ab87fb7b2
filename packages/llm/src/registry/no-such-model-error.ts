import { ModelSettingError } from '../model-setting-error.ts';

/** No model is registered under a name. */
export function createNoSuchModelError({
  modelName,
  registered,
}: {
  readonly modelName: string;
  /** The registered names. */
  readonly registered: readonly string[];
}): ModelSettingError {
  const known =
    registered.length === 0 ? 'None is registered yet.' : `Registered: ${registered.join(', ')}.`;
  return new ModelSettingError({
    code: 'no-such-model',
    message: `No model is called ${JSON.stringify(modelName)}. ${known}`,
    subject: modelName,
  });
}
