// Starts `dln serve` with a model file, as a process of its own, and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { embeddedModelPath } from '@dln/local';

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

/** The model file of the command line; without one, the bundled model. */
export const modelPath =
  process.argv[2] === undefined
    ? embeddedModelPath
    : resolve(process.env['INIT_CWD'] ?? '.', process.argv[2]);

/** The Python with the packages of requirements.txt. */
export const python =
  process.env['PYTHON'] ?? fileURLToPath(new URL('.venv/bin/python', import.meta.url));

/** `dln serve` for the model file, under the name `local`. */
export async function serve() {
  const args = ['serve', '--model', modelPath, '--name', 'local', '--port', '0'];
  const server = spawn(process.execPath, ['--conditions=@dln/source', main, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  for await (const url of createInterface(server.stdout))
    return {
      url,
      stop: async () => {
        server.kill('SIGINT');
        await ended;
      },
    };
  throw new Error('dln serve ended before it printed an address');
}
