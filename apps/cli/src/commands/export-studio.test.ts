import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportStudio } from './export-studio.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-export-'));
  await mkdir(join(folder, 'run'));
  await writeFile(join(folder, 'run', 'config.json'), '{}');
  for (const name of ['page.js', 'page.css']) await writeFile(join(folder, name), '');
});
afterEach(() => rm(folder, { recursive: true }));

async function exportRun(megabytes: number): Promise<{ stdout: string; stderr: string }> {
  const shown = { stdout: '', stderr: '' };
  await exportStudio({
    runs: join(folder, 'run'),
    file: join(folder, 'run.html'),
    megabytes,
    pageFolder: folder,
    surroundings: {
      stdout: { write: (text) => void (shown.stdout += text) },
      stderr: { write: (text) => void (shown.stderr += text) },
    },
  });
  return shown;
}

it('prints the size of the file', async () => {
  expect(await exportRun(1)).toEqual({
    stdout: `${join(folder, 'run.html')}: 1 run, 0.00 MB. It opens in a browser, without a network.\n`,
    stderr: '',
  });
  expect(await readFile(join(folder, 'run.html'), 'utf8')).toContain('dln-studio-export');
});

it('lists what is left out, and names the option for more', async () => {
  const event = { type: 'tested', iteration: 1, testAccuracy: 1, text: 'x'.repeat(2000) };
  await writeFile(join(folder, 'run', 'events.jsonl'), `${JSON.stringify(event)}\n`);
  const { stderr } = await exportRun(0.001);
  expect(stderr).toBe(
    'run: the answers of 1 of 1 validations and tests are left out; their figures are there.\nA larger --export-size leaves out less.\n',
  );
});
