import { fileURLToPath } from 'node:url';

import { createLocalModel, type LocalModelOptions } from './create-local-model.ts';
import type { LocalModel } from './local-model.ts';

/**
 * The bundled model. Both `src` and `dist` are one folder below the package root, so the path works
 * from either.
 */
export const embeddedModelPath: string = fileURLToPath(
  new URL('../model/embedded.gguf', import.meta.url),
);

/**
 * The small model that ships with this package: true log-probabilities without a key, a GPU or a
 * network. It knows one family of tasks and their instructions; results do not carry over to other
 * models.
 *
 * @example
 * await using model = createEmbeddedModel();
 * const [reply] = await model.generate([{ prompt: 'Count the moves.\n\nTake 3 steps. Turn left.\n\nAnswer:\n' }]);
 */
export function createEmbeddedModel(
  options: Omit<LocalModelOptions, 'path' | 'id'> = {},
): LocalModel {
  return createLocalModel({ ...options, path: embeddedModelPath, id: 'local:embedded' });
}
