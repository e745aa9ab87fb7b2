import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  type CacheFlags,
  type GivenSettings,
  type OpenedServer,
  openServer,
  type OpenServerOptions,
} from '@dln/run';
import { ListenError } from '@dln/run/listening';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';
import { openService } from './open-service.ts';

/** Options of `dln serve` on the command line, apart from settings. */
export interface ServeFlags {
  readonly port?: number;
  readonly host: string;
  readonly allowedHost?: readonly string[];
  readonly tokenFile?: string;
  readonly name?: string;
}

const DEFAULT_PORT = 7332;

/** How long requests in work may go on when the user stops the server. */
const GRACE_IN_MS = 10_000;

/** Serves a network or a model until the user stops it. */
export async function serve({
  network,
  options,
  flags,
  cache,
  surroundings,
}: {
  readonly network: string | undefined;
  readonly options: ServeFlags;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { stdout, stderr } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  const token = await chooseToken(options);
  await using opened = await openService({
    network,
    name: options.name,
    asking: { flags, cache, surroundings },
  });
  const { service, signal, concurrency } = opened;
  const server = await openAtPort(options.port, {
    service,
    concurrency,
    token,
    host: options.host,
    allowedHosts: options.allowedHost,
    onError: (error) => onNote(error instanceof Error ? (error.stack ?? '') : String(error)),
    onIgnored: noteOnce((setting) =>
      onNote(`clients send ${setting}, which a network does not use`),
    ),
  });
  stderr.write(`${service.model} answers at this address. Ctrl-C stops it.\n`);
  stdout.write(`${server.url}\n`);
  if (token !== undefined && options.tokenFile === undefined) stdout.write(`${token}\n`);
  if (!signal.aborted) await once(signal, 'abort');
  await server.close({ graceInMs: GRACE_IN_MS });
  // A cap on time ends the command with its own status.
  if (!surroundings.signal.aborted) signal.throwIfAborted();
}

async function chooseToken(options: ServeFlags): Promise<string | undefined> {
  const { tokenFile, host, allowedHost = [] } = options;
  if (tokenFile !== undefined)
    try {
      return (await readFile(tokenFile, 'utf8')).trim();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new InputError(`--token-file ${tokenFile} cannot be read: ${reason}`);
    }
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(host) && allowedHost.length === 0;
  return isLocal ? undefined : randomBytes(24).toString('base64url');
}

async function openAtPort(
  port: number | undefined,
  options: Omit<OpenServerOptions, 'port'>,
): Promise<OpenedServer> {
  try {
    return await openServer({ ...options, port: port ?? DEFAULT_PORT });
  } catch (error) {
    const isTaken = error instanceof ListenError && error.code === 'port-in-use';
    if (isTaken && port === undefined) return openServer(options);
    throw error;
  }
}

function noteOnce(note: (text: string) => void): (texts: readonly string[]) => void {
  const noted = new Set<string>();
  return (texts) => {
    for (const text of texts) {
      if (noted.has(text)) continue;
      noted.add(text);
      note(text);
    }
  };
}
