import { fileURLToPath } from 'node:url';

import { type Connection, createInvalidConnectionsError, type ModelProvider } from '@dln/llm';

import { createEmbeddedModel } from '../create-embedded-model.ts';
import { createLocalModel } from '../create-local-model.ts';
import { parseLocalOptions } from './parse-local-options.ts';

/**
 * Providers for a connections file: `model: embedded`, and `model: file:./model.gguf` with a path
 * relative to the working directory or a `file://` URL. An entry's `options` may hold threads,
 * context_length, sequences, gpu, seed, format and keep_prefixes.
 *
 * @example
 * const registry = await loadRegistry('connections.yaml', { providers: localProviders });
 */
export const localProviders: Readonly<Record<'embedded' | 'file', ModelProvider>> = {
  embedded: (connection) => createEmbeddedModel(parseLocalOptions(connection)),
  file: (connection) =>
    createLocalModel({ ...parseLocalOptions(connection), path: toPath(connection) }),
};

function toPath({ name, model }: Connection): string {
  if (model.startsWith('file://')) return fileURLToPath(model);
  const path = model.replace(/^file:/, '');
  if (path !== '') return path;
  const reason = 'has no path. Write file: and the path of a GGUF file, such as file:./model.gguf.';
  throw createInvalidConnectionsError({ file: 'connections', key: `${name}.model`, reason });
}
