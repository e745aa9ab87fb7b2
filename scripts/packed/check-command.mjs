import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../bootstrap.mjs';
import { startFakeServer } from '../start-fake-server.mjs';
import { succeed } from './succeed.mjs';

const SMALL = ['--layers', '1', '--iters', '1', '--batch-size', '2', '--num-p-samples', '2'];
const SIZES = ['--max-dev-size', '4', '--max-test-size', '4'];

/**
 * Installs the command globally, trains from a CSV against a server and on the shipped samples with
 * the model that ships, and exports the runs.
 *
 * @param {string} folder an empty folder
 * @param {readonly string[]} tarballs every package: none of them is in a registry
 */
export async function checkCommand(folder, tarballs) {
  console.log('installing the command globally');
  const prefix = ['--global', '--prefix', join(folder, 'global')];
  const flags = ['--prefer-offline', '--no-audit', '--no-fund'];
  await succeed([...npm(), 'install', ...prefix, ...flags, ...tarballs], folder);
  const server = await startFakeServer('yes');
  const api = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none' };
  try {
    for (const args of commands(folder)) {
      console.log(`running dln ${args[0]}`);
      await succeed([dln(folder), ...args], folder, api);
    }
  } finally {
    await server.close();
  }
  const page = readFileSync(join(folder, 'runs.html'), 'utf8');
  const missing = ['dln-studio-export', 'walks', 'navigate'].filter((text) => !page.includes(text));
  if (missing.length > 0) throw new Error(`runs.html lacks ${missing.join(', ')}`);
}

/** @param {string} folder */
function dln(folder) {
  return process.platform === 'win32'
    ? join(folder, 'global', 'dln.cmd')
    : join(folder, 'global', 'bin', 'dln');
}

/** @param {string} folder */
function commands(folder) {
  const rows = Array.from({ length: 24 }, (_, i) => `walk ${i},${i % 2 === 0 ? 'yes' : 'no'}`);
  writeFileSync(join(folder, 'walks.csv'), ['input,target', ...rows].join('\n'));
  const data = ['--dataset', 'walks.csv', '--model', 'fake', '--no-cache', '--json'];
  const train = ['train', ...data, '--output-scoring-function', 'accuracy', ...SMALL, ...SIZES];
  const demo = ['demo', ...SMALL, ...SIZES];
  return [['--version'], train, demo, ['studio', 'runs', '--export', 'runs.html']];
}
