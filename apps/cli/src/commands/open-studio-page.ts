import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readEnvironment } from '@dln/run';
import {
  type GuideService,
  ListenError,
  openStudio,
  type OpenStudioOptions,
  type Studio,
} from '@dln/studio';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Options of `dln studio` on the command line. */
export interface StudioFlags {
  readonly port?: number;
  readonly host: string;
  readonly allowedHost?: readonly string[];
}

const DEFAULT_PORT = 7331;

/** Serves the page of the studio until the user stops it. */
export async function openStudioPage({
  runs,
  flags,
  surroundings,
  pageFolder,
  guide,
}: {
  readonly runs: string;
  readonly flags: StudioFlags;
  readonly surroundings: Surroundings;
  /** @default the one of @dln/studio */
  readonly pageFolder?: string | undefined;
  /** A session of human feedback, and its folder. @default the page has no guide */
  readonly guide?: { readonly service: GuideService; readonly directory: string } | undefined;
}): Promise<void> {
  const { stdout, stderr, signal } = surroundings;
  const token = randomBytes(24).toString('base64url');
  await using studio = await openAtPort(flags.port, {
    runs,
    pageFolder,
    guide: guide?.service,
    token,
    host: flags.host,
    allowedHosts: flags.allowedHost,
    secrets: readEnvironment().secrets,
    now: Date.now,
    onError: (error) =>
      void stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  stderr.write(`${describeContent(runs, studio.runs, guide?.directory)} Ctrl-C stops it.\n`);
  stdout.write(`${studio.url}?token=${token}${guide ? '#/guide/open' : ''}\n`);
  if (!signal.aborted) await once(signal, 'abort');
}

function describeContent(runs: string, count: number, session: string | undefined): string {
  if (session !== undefined) return `The session in ${session} is open.`;
  return count === 0
    ? `There are no runs in ${runs} yet. New ones show up on the page.`
    : `The studio shows ${runs}.`;
}

async function openAtPort(
  port: number | undefined,
  options: Omit<OpenStudioOptions, 'port'>,
): Promise<Studio> {
  try {
    return await openStudio({ ...options, port: port ?? DEFAULT_PORT });
  } catch (error) {
    const isTaken = error instanceof ListenError && error.code === 'port-in-use';
    if (isTaken && port === undefined) return openStudio(options);
    throw error;
  }
}
