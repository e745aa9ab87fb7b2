import type { IncomingMessage } from 'node:http';

/** The JSON of a request, or the status and the reason of its refusal. */
export type JsonBody =
  | { readonly value: unknown; readonly refusal?: undefined }
  | { readonly refusal: readonly [status: number, reason: string] };

const MOST_BYTES = 64 * 1024;

/** Reads the JSON body of a request, up to a size in bytes. */
export async function readJsonBody(
  request: IncomingMessage,
  mostBytes: number = MOST_BYTES,
): Promise<JsonBody> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return { refusal: [415, 'Send JSON.'] };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return { refusal: [413, `Send at most ${mostBytes / 1024} kB.`] };
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString()) };
  } catch {
    return { refusal: [400, 'The body is not JSON.'] };
  }
}
