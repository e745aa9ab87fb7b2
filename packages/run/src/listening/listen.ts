import type { Server } from 'node:http';
import { ListenError } from './listen-error.ts';

/**
 * Opens a port for a server, and returns its number.
 *
 * @param place.port 0 for a free one
 * @throws ListenError if the server cannot listen there
 */
export async function listen(
  server: Server,
  place: { readonly host: string; readonly port: number },
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(toPolicyError(cause, place)));
    server.listen({ ...place }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the server has no port');
  return address.port;
}

/** Closes a server and drops its connections. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function toPolicyError(
  cause: Error,
  { host, port }: { readonly host: string; readonly port: number },
): Error {
  const code = 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE')
    return new ListenError(
      'port-in-use',
      `Port ${port} of ${host} is in use. Choose another one.`,
      { cause },
    );
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ListenError(
      'invalid-host',
      `Cannot listen at ${host}, port ${port}: ${cause.message}.`,
      {
        cause,
      },
    );
  return cause;
}
