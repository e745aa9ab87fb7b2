import { expect, it } from 'vitest';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { JOB_VERSION } from './bench-queue.ts';
import { parseCellJob } from './parse-cell-job.ts';

const { cells } = planCells({
  name: 'table9',
  experiment: await loadExperiment('table9'),
  model: 'words',
  datasets: ['navigate'],
  seeds: [13],
  limit: 3,
  sweep: [{ label: '', settings: {} }],
  dataDir: 'data',
});
const [cell] = cells;
if (cell === undefined) throw new Error('the plan has no cell');
const job = { version: JOB_VERSION, cell, lastPrompt: null };
const withSetting = (setting: Readonly<Record<string, unknown>>): unknown => ({
  ...job,
  cell: { ...cell, configuration: { ...cell.configuration, ...setting } },
});

it.each(cells.map((one) => [one.path, one] as const))('accepts the job of %s', (_, planned) => {
  const sent: unknown = JSON.parse(JSON.stringify({ ...job, cell: planned }));
  expect(parseCellJob(sent)).toEqual({ ...job, cell: planned });
});

it.each([
  ['nothing', null],
  ['a text', 'cell'],
  ['no version', { cell, lastPrompt: null }],
  ['another version', { ...job, version: JOB_VERSION + 1 }],
  ['another field', { ...job, command: 'rm' }],
  ['a folder above', { ...job, cell: { ...cell, path: '../../outside' } }],
  ['an absolute folder', { ...job, cell: { ...cell, path: '/tmp/outside' } }],
  ['the folder of another cell', { ...job, cell: { ...cell, path: `${cell.path}/x` } }],
  ['a name without its fields', { ...job, cell: { ...cell, name: {} } }],
  ['an unknown method', { ...job, cell: { ...cell, method: { kind: 'shell' } } }],
  ['a prompt that is no text', { ...job, lastPrompt: { toString: 1 } }],
  ['an unknown setting', withSetting({ shell: 'rm' })],
  ['a setting of another type', withSetting({ iters: 'many' })],
  ['a file to write', withSetting({ resultDataPath: '/tmp/outside.json' })],
  ['a module', withSetting({ modules: ['./evil.mjs'] })],
  ['a module as its metric', withSetting({ lossFunction: 'package:evil#loss' })],
  ['a module as its data', withSetting({ dataset: '/tmp/evil.mjs' })],
  ['a module as its model', withSetting({ fwdModelType: 'file:///tmp/evil.mjs' })],
])('refuses a forged job: %s (issue 14.7)', (_, forged) => {
  expect(() => parseCellJob(forged)).toThrow(/^A job in the queue was refused: /);
});
