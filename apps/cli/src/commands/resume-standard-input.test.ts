import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-resume-stdin-'));
});
afterEach(() => rm(folder, { recursive: true }));

const rows = Array.from({ length: 16 }, (_, count) =>
  JSON.stringify({ input: `Take ${count} steps.`, target: count % 2 === 0 ? 'Yes' : 'No' }),
);
const stdin = `${rows.join('\n')}\n`;

it('resumes a run whose rows came from standard input to the result of a whole run', async () => {
  const cacheFolder = join(folder, 'cache');
  const train = (out: string, ...flags: readonly string[]) =>
    runDln(
      [
        ...['train', '--dataset', '-', '--one-layer', '--iters', '1', '--batch-size', '4'],
        ...['--num-p-samples', '2', '--model', 'embedded', '--no-cache', '--json'],
        ...['--out-dir', join(folder, out), ...flags],
      ],
      { stdin, cacheFolder },
    );
  const stopped = await train('stopped', '--max-requests', '20');
  expect(stopped.stderr).toContain('which a resumed run reads');
  const args = ['resume', join(folder, 'stopped'), '--max-requests', '100000', '--json'];
  const resumed = await runDln(args, { cacheFolder });
  expect([resumed.status, resumed.status === 0 ? '' : resumed.stderr]).toEqual([0, '']);
  const whole = await train('whole');
  const outcome = (text: string): unknown => {
    const { devAccuracy, testAccuracy, bestPrompts } = JSON.parse(text) as Record<string, unknown>;
    return { devAccuracy, testAccuracy, bestPrompts };
  };
  expect(outcome(resumed.stdout)).toEqual(outcome(whole.stdout));
});

it('names the missing file if the stored rows were removed', async () => {
  const cacheFolder = join(folder, 'cache');
  const args = ['train', '--dataset', '-', '--one-layer', '--iters', '1', '--batch-size', '4'];
  const out = [
    '--model',
    'embedded',
    '--out-dir',
    join(folder, 'run'),
    '--max-requests',
    '5',
    '--no-cache',
  ];
  await runDln([...args, ...out], { stdin, cacheFolder });
  const [name = ''] = await readdir(join(cacheFolder, 'standard-input'));
  await rm(join(cacheFolder, 'standard-input'), { recursive: true });
  const { status, stderr } = await runDln(['resume', join(folder, 'run')], { cacheFolder });
  expect(status).toBe(1);
  expect(stderr).toContain(name);
});
