#!/usr/bin/env node
import { cacheFolder } from './command-line/cache-folder.ts';
import { runCommandLine } from './command-line/run-command-line.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    // The second time, whoever asks has waited long enough.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });

// Whoever reads has read enough, as in `dln train --help | head`.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cacheFolder,
  signal: stop.signal,
});
