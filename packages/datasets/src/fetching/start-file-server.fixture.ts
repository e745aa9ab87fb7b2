import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** A fault of the server. */
export type Fault =
  | { readonly status: number }
  /** Breaks the connection after N bytes, once `received` confirms their arrival. */
  | { readonly cutAfter: number }
  /** Ends the response after N bytes as if it were complete. */
  | { readonly endAfter: number }
  /** Sends N bytes, then stalls. */
  | { readonly stallAfter: number }
  /** Sends other bytes. */
  | 'corrupt'
  /** Ignores range requests and sends the whole file. */
  | 'ignore ranges';

/** A file server that listens for the duration of a test. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
  /** Paths of all requests, each with its range. */
  readonly requests: readonly string[];
  /** Reports how many bytes of a file the client has received. */
  readonly received: (bytes: number) => void;
}

/**
 * Starts the server.
 *
 * @param files - by path, without the first slash
 * @param faults - applied to the first requests, in order; later ones succeed
 */
export async function startFileServer(
  files: Readonly<Record<string, string>>,
  faults: readonly Fault[] = [],
): Promise<FileServer> {
  const requests: string[] = [];
  // Breaking a connection loses bytes that were sent but not read, so wait for the client.
  const breaks = new Map<number, () => void>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    const { range } = request.headers;
    const fault = faults[requests.length];
    requests.push([path, ...(range === undefined ? [] : [range])].join(' '));
    const file = files[path];
    if (file === undefined) response.writeHead(404).end();
    else answer({ response, file: Buffer.from(file), range, fault, breaks });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    received: (bytes) => breaks.get(bytes)?.(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer({
  response,
  file,
  range,
  fault,
  breaks,
}: {
  readonly response: ServerResponse;
  readonly file: Buffer;
  readonly range: string | undefined;
  readonly fault: Fault | undefined;
  /** Waiters by the number of bytes that must have arrived. */
  readonly breaks: Map<number, () => void>;
}): void {
  if (typeof fault === 'object' && 'status' in fault) {
    response.writeHead(fault.status).end();
    return;
  }
  const start =
    fault === 'ignore ranges' ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (start > 0 && start >= file.length) {
    response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
    return;
  }
  const body = fault === 'corrupt' ? file.subarray(start).fill('?') : file.subarray(start);
  const length = { 'content-length': body.length };
  const part = { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` };
  const status = start > 0 ? 206 : 200;
  if (typeof fault === 'object' && 'endAfter' in fault) {
    response.writeHead(200).end(body.subarray(0, fault.endAfter));
    return;
  }
  response.writeHead(status, start > 0 ? { ...length, ...part } : length);
  if (typeof fault === 'object' && 'cutAfter' in fault) {
    response.write(body.subarray(0, fault.cutAfter));
    breaks.set(start + fault.cutAfter, () => response.destroy());
  } else if (typeof fault === 'object') response.write(body.subarray(0, fault.stallAfter));
  else response.end(body);
}
