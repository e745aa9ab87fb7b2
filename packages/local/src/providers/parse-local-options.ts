import { type Connection, createInvalidConnectionsError } from '@dln/llm';
import { z } from 'zod';

import type { LocalModelOptions } from '../create-local-model.ts';

const optionsSchema = z.strictObject({
  threads: z.int().positive().optional(),
  context_length: z.int().positive().optional(),
  sequences: z.int().positive().optional(),
  gpu: z.union([z.literal(false), z.enum(['auto', 'cuda', 'metal', 'vulkan'])]).optional(),
  seed: z.int().nonnegative().optional(),
  format: z.enum(['plain', 'chat', 'auto']).optional(),
  keep_prefixes: z.boolean().optional(),
});

/**
 * Parses the options of a model in a connections file.
 *
 * @throws ModelSettingError `invalid-connections` if an option is unknown or invalid
 */
export function parseLocalOptions({
  name,
  options = {},
  capabilities,
}: Connection): Omit<LocalModelOptions, 'path' | 'id'> {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const isUnknown = issue?.code === 'unrecognized_keys';
    const key = [name, 'options', ...(isUnknown ? issue.keys : (issue?.path ?? []))].join('.');
    const known = Object.keys(optionsSchema.shape).join(', ');
    const reason = isUnknown
      ? `is no option. There are: ${known}.`
      : `${issue?.message ?? 'is invalid'}.`;
    throw createInvalidConnectionsError({ file: 'connections', key, reason });
  }
  const { threads, context_length, sequences, gpu, seed, format, keep_prefixes } = parsed.data;
  const contextLength = context_length ?? capabilities?.context_length;
  return {
    ...(threads === undefined ? {} : { threads }),
    ...(contextLength === undefined ? {} : { contextLength }),
    ...(sequences === undefined ? {} : { sequences }),
    ...(gpu === undefined ? {} : { gpu }),
    ...(seed === undefined ? {} : { seed }),
    ...(format === undefined ? {} : { format }),
    ...(keep_prefixes === undefined ? {} : { keepPrefixes: keep_prefixes }),
  };
}
