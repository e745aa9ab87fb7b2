import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Programs start slowly on a busy machine. */
const SLOW = { timeout: 300_000 };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-project-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** Runs a script of a project's package.json. */
async function runScript(project: string, name: string): Promise<Outcome> {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return run(project, scripts[name] ?? 'exit 2');
}

/** Runs a command in a project, with `dln` and the packages from this checkout's sources. */
async function run(project: string, command: string): Promise<Outcome> {
  const main = join(root, 'apps/cli/src/main.ts');
  writeFileSync(join(folder, 'dln'), `#!/bin/sh\nexec node "${main}" "$@"\n`, { mode: 0o755 });
  const { OPENAI_API_KEY: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    NODE_OPTIONS: '--conditions=@dln/source',
    NO_COLOR: '1',
    PATH: [folder, dirname(process.execPath), inherited['PATH']].join(delimiter),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: project, env }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code);
      resolve({ status, output: status === 0 ? stdout : stdout + stderr });
    });
  });
}

/** A copy of a project, with the packages of this folder. */
function copyProject(name: string): string {
  const project = join(folder, name);
  cpSync(join(import.meta.dirname, name), project, {
    recursive: true,
    filter: (path) => !path.endsWith('/runs'),
  });
  symlinkSync(join(import.meta.dirname, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return project;
}

it('pull-request-check passes with its prompt, and fails with a worse one', SLOW, async () => {
  const project = copyProject('pull-request-check');
  const good = await runScript(project, 'check');
  expect(good).toMatchObject({ status: 0 });
  expect(good.output).toContain('test accuracy  100.0 %');
  writeFileSync(join(project, 'prompt.txt'), 'Is it good?');
  const bad = await runScript(project, 'check');
  expect(bad.status).toBe(1);
  expect(bad.output).toContain('below --min-accuracy 0.9.');
});

it('ticket-router learns a prompt, and its server answers with it', SLOW, async () => {
  const project = copyProject('ticket-router');
  const trained = await runScript(project, 'train');
  expect(trained.output).toBe('Name the team that can help.\ntest: 0.33 → 1.00\n');
  const program = `
    const { app } = await import('./app.ts');
    const body = JSON.stringify({ text: 'I was charged twice.' });
    const reply = await app.request('/tickets', { method: 'POST', body });
    console.log(reply.status, await reply.text());
    console.log((await app.request('/tickets', { method: 'POST', body: '{}' })).status);`;
  writeFileSync(join(project, 'ask.ts'), program);
  const asked = await run(project, 'node ask.ts');
  expect(asked.output).toBe('200 {"queue":"billing"}\n400\n');
});

it('extractor learns both prompts', SLOW, async () => {
  const { output } = await runScript(copyProject('extractor'), 'start');
  expect(output.split('\n')).toEqual([
    'Note product, count and city.',
    'Write product, count and city of the notes as JSON.',
    'test: 0.00 → 1.00',
    'product: tea kettle; count: 3; city: Oslo → {"product":"tea kettle","count":3,"city":"Oslo"}',
    '',
  ]);
});

it('notebook trains the embedded model', SLOW, async () => {
  const project = copyProject('notebook');
  const { cells } = JSON.parse(readFileSync(join(project, 'train.ipynb'), 'utf8')) as {
    cells: { cell_type: string; source: string[] }[];
  };
  const code = cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => source.join('').replaceAll("'npm:", "'"));
  writeFileSync(join(project, 'train.ts'), code.join('\n'));
  const { status, output } = await run(project, 'node train.ts');
  expect(output).toMatch(/^dev \d\.\d\d [\s\S]*\ntest \d\.\d\d → \d\.\d\d\n.+ → (yes|no)\n$/i);
  expect(status).toBe(0);
});
