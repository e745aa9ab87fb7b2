// Starts LiteLLM's proxy before two backends, in a virtual environment that is made if missing.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.venv-litellm', import.meta.url));
const requirements = fileURLToPath(new URL('requirements-litellm.txt', import.meta.url));

/** The proxy's own start takes half a minute on a small machine. */
const LONGEST_START_IN_MS = 180_000;

/** Installs the proxy unless it is there. Only this step needs the network. */
export function installLiteLlm() {
  const program = process.env['LITELLM'] ?? join(folder, 'bin/litellm');
  if (existsSync(program)) return program;
  console.log(`installing ${requirements}`);
  run(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', folder]);
  run(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', requirements]);
  return program;
}

/**
 * The proxy on a port, with one model for each name.
 *
 * @param {{ program: string, port: number, directory: string, backends: Record<string, string> }} options
 *   `backends` has the base URL of each model
 */
export async function startLiteLlm({ program, port, directory, backends }) {
  const config = {
    model_list: Object.entries(backends).map(([name, url]) => ({
      model_name: name,
      litellm_params: {
        ...{ model: `text-completion-openai/${name}`, api_base: url, api_key: 'none' },
        // Retries are ours to make, and to count.
        max_retries: 0,
      },
    })),
    litellm_settings: { telemetry: false, num_retries: 0 },
    router_settings: { num_retries: 0, disable_cooldowns: true },
  };
  const file = join(directory, 'litellm.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const args = ['--config', file, '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_LOG: 'ERROR' },
  });
  let log = '';
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-4000)));
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  for (;;) {
    const isUp = await fetch(`${url}/health/liveliness`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    if (child.exitCode !== null || performance.now() - start > LONGEST_START_IN_MS) {
      child.kill('SIGKILL');
      throw new Error(`the proxy did not start:\n${log}`);
    }
    await sleep(500);
  }
  return {
    baseUrl: `${url}/v1`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
}
