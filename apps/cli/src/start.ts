import { cacheFolder } from './command-line/cache-folder.ts';
import { checkNodeVersion } from './command-line/check-node-version.ts';
import { runCommandLine } from './command-line/run-command-line.ts';
import { watchOutput } from './command-line/watch-output.ts';

const tooOld = checkNodeVersion(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(`${tooOld}\n`);
  process.exit(1);
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    // The second signal ends the process at once.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });

const { stdin, stdout, stderr } = process;
const output = watchOutput({
  stdout,
  stderr,
  stop: () => {
    stop.abort();
  },
  exit: (status) => process.exit(status),
  setStatus: (status) => {
    process.exitCode = status;
  },
});

const status = await runCommandLine(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  cacheFolder,
  signal: stop.signal,
});
process.exitCode = output.statusOr(status);
