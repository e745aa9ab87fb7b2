import type { ServerResponse } from 'node:http';

/**
 * Writes to a response, and waits while its reader is slower.
 *
 * @returns false if the reader has gone
 */
export async function writeChunk(
  response: ServerResponse,
  chunk: string | Uint8Array,
): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return false;
  if (response.write(chunk)) return true;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
  return !response.destroyed;
}
