import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { completionOf, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createEndpoint } from './create-endpoint.ts';
import { MAX_REPLY_BYTES } from './limit-response.ts';

const open = (baseUrl: string) => createEndpoint({ apiKey: 'EMPTY', baseUrl });
const ask = (endpoint: ReturnType<typeof open>, onText?: (piece: string) => void) =>
  endpoint.post({ path: '/completions', body: {}, parse: (reply) => reply, onText });

const MEGABYTE = 1024 * 1024;

/** Writes until the client goes away. */
function writeForever(response: ServerResponse, chunk: Buffer, sent: { bytes: number }): void {
  const more = (): void => {
    while (!response.destroyed) {
      sent.bytes += chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
  };
  more();
}

describe('a reply without an end (issue 14.8)', () => {
  it.each([
    ['in one body', 'application/json', '{"choices":[{"text":"', 'x'],
    [
      'as a stream',
      'text/event-stream',
      '',
      `data: ${JSON.stringify(completionOf('x'.repeat(9999)))}\n\n`,
    ],
  ])('is given up at the limit %s', async (_, type, start, unit) => {
    const sent = { bytes: 0 };
    await using server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(start);
      writeForever(response, Buffer.from(unit.repeat(Math.ceil(MEGABYTE / unit.length))), sent);
    });
    const onText = type === 'text/event-stream' ? () => undefined : undefined;
    await expect(ask(open(server.baseUrl), onText)).rejects.toThrow(
      `${server.baseUrl} sent more than 64 MiB in one reply`,
    );
    expect(server.received).toHaveLength(1);
    expect(sent.bytes).toBeLessThan(2 * MAX_REPLY_BYTES);
  });

  it('is given up if it is small as long as it is compressed', async () => {
    // 1.5 GB in the measurement of the issue; two members of 64 MiB show the same.
    const bomb = gzipSync(Buffer.alloc(MAX_REPLY_BYTES, 'x'));
    await using server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(Buffer.concat([bomb, bomb]));
    });
    await expect(ask(open(server.baseUrl))).rejects.toThrow('sent more than 64 MiB in one reply');
  });
});
