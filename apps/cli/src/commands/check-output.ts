import { stat } from 'node:fs/promises';
import { InputError } from './input-error.ts';

/**
 * Finds out before answers are paid for whether a file may be written. An empty file may: an
 * earlier command that failed leaves one. So may a pipe or a device such as `/dev/stdout`.
 *
 * @throws InputError if it exists and may not be replaced
 */
export async function checkOutput(
  file: string,
  { isForced, option = '--output' }: { readonly isForced: boolean; readonly option?: string },
): Promise<void> {
  if (isForced) return;
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || (found.isFile() && found.size === 0)) return;
  const isDevice = !found.isFile() && !found.isDirectory();
  if (isDevice) return;
  throw new InputError(
    `${file} exists; name another file as ${option}, or replace it with --force`,
  );
}
