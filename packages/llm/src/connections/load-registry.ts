import { readFile } from 'node:fs/promises';

import type { ModelRegistry } from '../registry/create-registry.ts';
import {
  type ConnectionRegistryOptions,
  createRegistryFromConnections,
} from './create-registry-from-connections.ts';
import { decodeYaml } from './decode-yaml.ts';
import { createInvalidConnectionsError } from './invalid-connections-error.ts';
import { parseConnections } from './parse-connections.ts';

/**
 * A registry from the YAML text of a connections file.
 *
 * @example
 * const registry = await createRegistryFromYaml(`
 * - name: forward
 *   model: phi-2
 *   base_url: \${PHI2_URL}/v1
 *   max_tokens: 256
 * `);
 *
 * @throws ModelSettingError `invalid-connections` with file, line and key
 */
export async function createRegistryFromYaml(
  yaml: string,
  options: ConnectionRegistryOptions = {},
): Promise<ModelRegistry> {
  return createRegistryFromConnections(parseConnections(yaml, options), options);
}

/**
 * A registry from a connections file.
 *
 * @throws ModelSettingError `invalid-connections` if the file is missing, or with line and key
 */
export async function loadRegistry(
  file: string,
  options: Omit<ConnectionRegistryOptions, 'file'> = {},
): Promise<ModelRegistry> {
  return createRegistryFromYaml(await readConnections(file), { ...options, file });
}

async function readConnections(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    const reason = `cannot be read (${code}). Name a YAML file with a list of models.`;
    throw createInvalidConnectionsError({ file, reason });
  }
  const decoded = decodeYaml(bytes);
  if ('text' in decoded) return decoded.text;
  throw createInvalidConnectionsError({ file, ...decoded });
}
