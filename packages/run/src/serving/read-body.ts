import type { IncomingMessage } from 'node:http';
import { ServingError } from './serving-error.ts';

/**
 * Reads a request's body as JSON.
 *
 * @throws ServingError for a body that is too long, is not JSON, or lacks the content type of JSON
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(?:;|$)/i.test(type.trim()))
    throw new ServingError({
      status: 415,
      message: `The content type is ${JSON.stringify(type)}. Send JSON with the header "content-type: application/json".`,
    });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new ServingError({
        status: 413,
        message: `The request has more than ${maxBytes} bytes.`,
        code: 'request_too_large',
      });
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ServingError({
      status: 400,
      message: `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    });
  }
}
