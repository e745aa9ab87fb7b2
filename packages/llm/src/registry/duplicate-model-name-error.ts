import { ModelSettingError } from '../model-setting-error.ts';

/** Two models have the same name. */
export function createDuplicateModelNameError({
  modelName,
}: {
  readonly modelName: string;
}): ModelSettingError {
  return new ModelSettingError({
    code: 'duplicate-model-name',
    message: `A model is called ${JSON.stringify(modelName)} already. Give this one another name.`,
    subject: modelName,
  });
}
