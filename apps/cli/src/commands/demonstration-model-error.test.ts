import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDemonstrationTask } from '@dln/run';
import { runDln } from '../testing/run-dln.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-own-'));
  vi.stubEnv('OPENAI_API_KEY', undefined);
  vi.stubEnv('OPENAI_BASE_URL', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('own data without a model and an endpoint', () => {
  it.each(['train', 'train --dry-run', 'eval --one-layer --prompt Count.'])(
    'are refused by %s, with what to choose from',
    async (command) => {
      const dataset = await writeWalks(folder);
      const place = command === 'train' ? ['--out-dir', join(folder, 'run')] : [];
      const args = [...command.split(' '), '--dataset', dataset, ...place];
      const { status, stderr } = await runDln(args);
      expect(status).toBe(1);
      for (const part of ['No model was named', 'OPENAI_BASE_URL', 'file:PATH', '--model embedded'])
        expect(stderr).toContain(part);
      expect(await readdir(folder)).not.toContain('run');
    },
  );

  it('are taken when the model is named', async () => {
    const dataset = await writeWalks(folder);
    const args = ['train', '--dry-run', '--model', 'embedded', '--dataset', dataset];
    const { status } = await runDln([...args, '--batch-size', '4']);
    expect(status).toBe(0);
  });
});

it('knows the tasks of the demonstration', () => {
  expect(['navigate', 'hyperbaton', null, 'subj', 'own.yaml'].map(isDemonstrationTask)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
