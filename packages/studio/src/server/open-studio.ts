import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, isWildcardHost, listen, showAuthority } from '@dln/run/listening';
import { checkRunsPath } from './files/check-runs-path.ts';
import { textAnswer } from './http/answer.ts';
import { createNetworkPolicy } from './network/network-policy.ts';
import { securityHeaders } from './network/security-headers.ts';
import { loadPageFiles } from './page-files.ts';
import { findPageFolder } from './page-folder.ts';
import { createRunCatalogue } from './run-catalogue.ts';
import { routeRequest } from './route-request.ts';
import { createEntryReader } from './runs/read-run-entry.ts';
import type { GuideService, StudioContent } from './studio-content.ts';

/** Options of `openStudio`. */
export interface OpenStudioOptions {
  /** A folder with runs, however deep, a run directory, or a `result_data.json`. */
  readonly runs: string;
  /**
   * A secret of at least 16 characters. What writes or spends needs it, and so does reading if
   * other machines reach the server.
   */
  readonly token: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** The folder of the built page. @default the one of this package */
  readonly pageFolder?: string | undefined;
  /** Where to listen. @default 127.0.0.1 */
  readonly host?: string | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** Other names by which browsers reach the server, `studio.example:8080`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Values that never leave the server. */
  readonly secrets?: readonly string[] | undefined;
  /**
   * The longest delay before a change is noticed, if the system gives no notice. @default 1000
   */
  readonly pollInMs?: number | undefined;
  /** @default this server offers no guide */
  readonly guide?: GuideService | undefined;
  /** Called with errors that a request met. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A server that shows runs. */
export interface Studio extends AsyncDisposable {
  /** The address of the page, without the token. */
  readonly url: string;
  readonly port: number;
  /** Runs that were there when it was opened. */
  readonly runs: number;
}

const POLL_IN_MS = 1000;

/**
 * Opens a server that shows runs as a local page. It only reads, but for what its guide writes.
 * Listening at anything but a loopback address asks every reader for the token.
 *
 * @throws StudioError if the path of the runs is missing, or a file without results
 * @throws ListenError if it cannot listen as it is asked to
 * @throws StudioError if the page has not been built
 */
export async function openStudio(options: OpenStudioOptions): Promise<Studio> {
  const { host = '127.0.0.1', token, allowedHosts = [], secrets = [], now, guide } = options;
  const runs = await checkRunsPath(options.runs);
  // Refuses wrong hosts before the port is taken.
  createNetworkPolicy({ host, port: options.port || 1, token, allowedHosts });
  const page = await loadPageFiles(options.pageFolder ?? findPageFolder());
  const entries = createEntryReader(now);
  const stop = new AbortController();
  const server = createServer();
  const port = await listen(server, { host, port: options.port ?? 0 });
  const content: StudioContent = {
    policy: createNetworkPolicy({ host, port, token, allowedHosts }),
    page,
    catalogue: createRunCatalogue(options.runs, entries),
    entries,
    guide,
    secrets: [token, ...secrets],
    pollInMs: options.pollInMs ?? POLL_IN_MS,
    now,
    signal: stop.signal,
  };
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    answer(request, response, content).catch((error: unknown) => {
      options.onError?.(error);
      if (response.headersSent) response.destroy();
      else void failure(response, request);
    });
  });
  return {
    url: `http://${showAuthority({ host: isWildcardHost(host) ? 'localhost' : host, port })}/`,
    port,
    runs,
    [Symbol.asyncDispose]: () => {
      stop.abort();
      return closeServer(server);
    },
  };
}

const failure = textAnswer(500, 'The studio could not answer. Its terminal says why.');

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  content: StudioContent,
): Promise<void> {
  const send = await routeRequest(request, content);
  await send(response, request);
}
