import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { RunList } from '../src/contract.ts';
import { writeLargeLog } from './write-large-log.ts';

/** What a large log takes. Times are in milliseconds since the page was asked for. */
export interface LargeLogFigures {
  readonly megabytes: number;
  readonly lines: number;
  /** The list of runs is there. */
  readonly listed: number;
  /** The first lines of the stream are there. */
  readonly firstLines: number;
  /** The last 64 KiB of the log are there. */
  readonly end: number;
  /** The stream has sent a summary of each line. */
  readonly allLines: number;
  /** Bytes of all summaries. */
  readonly sentMegabytes: number;
  /** Peak memory of the server. */
  readonly serverMegabytes: number;
}

/**
 * Writes a log of a size, serves it in another process, and measures.
 *
 * @param options.isBuilt serve with the built package, in place of its sources
 */
export async function measureLargeLog(
  bytes: number,
  { isBuilt }: { readonly isBuilt: boolean },
): Promise<LargeLogFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'dln-large-'));
  try {
    const run = join(folder, 'runs', 'large');
    await mkdir(run, { recursive: true });
    for (const name of ['index.html', 'page.js', 'page.css'])
      await writeFile(join(folder, name), '');
    await writeFile(join(run, 'config.json'), '{}');
    const { size, lines } = await writeLargeLog(join(run, 'events.jsonl'), bytes);
    return { megabytes: Math.round(size / 1e6), lines, ...(await measure(folder, size, isBuilt)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  folder: string,
  size: number,
  isBuilt: boolean,
): Promise<Omit<LargeLogFigures, 'megabytes' | 'lines'>> {
  const server = spawn(
    process.execPath,
    [
      ...(isBuilt ? [] : ['--conditions=@dln/source']),
      join(import.meta.dirname, 'serve-runs.ts'),
      join(folder, 'runs'),
      folder,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const output = createInterface(server.stdout)[Symbol.asyncIterator]();
  const port = String((await output.next()).value);
  const url = `http://127.0.0.1:${port}`;
  await (await fetch(url)).text();
  const start = performance.now();
  const since = (): number => Math.round(performance.now() - start);
  const list = (await (await fetch(`${url}/api/runs`)).json()) as RunList;
  const listed = since();
  const path = `${url}/api/runs/${list.runs[0]?.id ?? ''}`;
  const stop = new AbortController();
  const stream = await fetch(`${path}/stream`, { signal: stop.signal });
  let firstLines = 0;
  let end = 0;
  let sent = 0;
  let rest = '';
  const body: AsyncIterable<Uint8Array> = stream.body ?? Readable.from([]);
  for await (const chunk of body) {
    sent += chunk.length;
    const block = rest + Buffer.from(chunk).toString('latin1');
    rest = block.slice(-40);
    if (firstLines === 0 && block.includes('event: lines')) {
      firstLines = since();
      const range = { range: 'bytes=-65536' };
      await (await fetch(`${path}/files/events.jsonl`, { headers: range })).arrayBuffer();
      end = since();
    }
    if (block.includes(`id: ${size}\n`)) break;
  }
  const allLines = since();
  stop.abort();
  server.stdin.end();
  const serverMegabytes = Number((await output.next()).value);
  if (server.exitCode === null) await once(server, 'exit');
  return {
    listed,
    firstLines,
    end,
    allLines,
    sentMegabytes: Math.round(sent / 1e5) / 10,
    serverMegabytes,
  };
}
