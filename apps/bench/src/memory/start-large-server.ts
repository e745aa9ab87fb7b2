import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A server of replies that are too large. */
export interface LargeServer extends AsyncDisposable {
  /** Replies never end. */
  readonly endless: string;
  /** Replies are 1.5 GB of text in a gzip body. */
  readonly gzip: string;
}

const MEMBER_IN_BYTES = 64 * 2 ** 20;
const MEMBERS = 24;

/** Starts the server on a free port. */
export async function startLargeServer(): Promise<LargeServer> {
  // A gzip body may be several of them, one after the other.
  const member = gzipSync(Buffer.alloc(MEMBER_IN_BYTES, 0x20), { level: 1 });
  const headers = { 'content-type': 'application/json' };
  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.startsWith('/gzip') === true) {
      response.writeHead(200, { ...headers, 'content-encoding': 'gzip' });
      response.end(Buffer.concat(Array.from({ length: MEMBERS }, () => member)));
      return;
    }
    response.writeHead(200, headers);
    void writeForever(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endless: `http://127.0.0.1:${port}/endless/v1`,
    gzip: `http://127.0.0.1:${port}/gzip/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function writeForever(response: ServerResponse): Promise<void> {
  const part = Buffer.alloc(64 * 1024, 0x20);
  const closed = once(response, 'close');
  while (!response.destroyed)
    if (!response.write(part)) await Promise.race([once(response, 'drain'), closed]);
}
