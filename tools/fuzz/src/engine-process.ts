import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineReply } from './score-model-files.ts';

/** Loading and one scoring take a second. Machines are shared, so this is generous. */
const LONGEST_IN_MS = 45_000;

let kept: ChildProcess | undefined;

/** Loads a model file and scores a text, in a process that the file may end. */
export async function scoreInProcess(path: string): Promise<EngineReply> {
  const child = kept ?? start();
  kept = child;
  child.ref();
  child.channel?.ref();
  const reply = await new Promise<EngineReply>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_IN_MS);
    const end = (result: EngineReply): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(result);
    };
    child.once('message', (message) => {
      end(message as EngineReply);
    });
    child.once('exit', (code, signal) => {
      kept = undefined;
      const cause = signal === 'SIGKILL' ? 'hung, or was killed' : `ended with ${signal ?? code}`;
      end({ outcome: 'failed', message: `the process of the engine ${cause}` });
    });
    child.send(path);
  });
  // An idle process does not keep this one alive.
  child.unref();
  child.channel?.unref();
  return reply;
}

function start(): ChildProcess {
  return fork(fileURLToPath(new URL('score-model-files.ts', import.meta.url)), [], {
    execArgv: ['--conditions=@dln/source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
