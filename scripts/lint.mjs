// `pnpm lint`: ESLint over each package in a process of its own, one per core. One process for all
// packages keeps the types of all of them in memory, which exceeds Node's default heap.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
const groups = ['apps', 'packages', 'tools'];

const folders = groups.flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json'))),
);
const others = ['.', ...groups.flatMap((group) => ['--ignore-pattern', `${group}/**`])];
const queue = [...folders.map((folder) => [folder]), others];

/** @type {string[]} */
const failed = [];
await Promise.all(Array.from({ length: availableParallelism() }, lintNext));
if (failed.length > 0) console.error(`ESLint failed on ${failed.sort().join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** @returns {Promise<void>} */
async function lintNext() {
  for (let next = queue.shift(); next; next = queue.shift())
    if ((await lint(next)) !== 0) failed.push(next[0] ?? '');
}

/**
 * @param {readonly string[]} args Patterns and options of ESLint.
 * @returns {Promise<number | null>} The exit status, `null` if a signal ended the process.
 */
function lint(args) {
  const child = spawn(process.execPath, [eslint, ...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
}
