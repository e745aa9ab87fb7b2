import type { ServerResponse } from 'node:http';
import { writeChunk } from '../http/write-chunk.ts';
import { formatEvent, type SentEvent } from './format-event.ts';

/** How long a browser waits before it connects again. */
const RETRY_IN_MS = 1000;

/** Sends events until they end or the reader goes. */
export async function sendStream(
  response: ServerResponse,
  events: AsyncIterable<SentEvent>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  if (!(await writeChunk(response, `retry: ${RETRY_IN_MS}\n\n`))) return;
  for await (const event of events) if (!(await writeChunk(response, formatEvent(event)))) return;
  response.end();
}
