import { en } from 'zod/locales';
import { NetworkFileError } from './network-file-error.ts';
import { upgradeNetworkFile } from './upgrade-network-file.ts';
import { networkFileSchema, type NetworkFile } from './network-file.ts';

/**
 * A saved network, checked. Files of earlier versions are brought into the present format.
 *
 * @param json what `saveNetwork` gave, parsed
 * @throws NetworkFileError if it is something else
 */
export function parseNetworkFile(json: unknown): NetworkFile {
  const parsed = networkFileSchema.safeParse(upgradeNetworkFile(json), { error: en().localeError });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the top';
  throw new NetworkFileError(`at ${place}: ${issue?.message ?? 'unknown'}`, {
    cause: parsed.error,
  });
}
