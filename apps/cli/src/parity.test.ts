import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHashLm } from 'dln-hashlm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeRecords, decodeScalar } from '@dln/run';
import { runDln } from './testing/run-dln.ts';

const shared =
  process.env['DLN_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const sharedRuns = join(shared, 'parity', 'runs');
const isThere = existsSync(sharedRuns);
const ownRuns = fileURLToPath(new URL('../fixtures/parity', import.meta.url));
const ownData = fileURLToPath(new URL('../../../data/generated', import.meta.url));

/** A recorded run of the Python reference. */
interface RecordedRun {
  readonly name: string;
  readonly sampler_seed: number;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dev_acc: number;
  readonly test_acc: number;
  readonly prompts_sent: number;
  /** `[tag, value, step]` */
  readonly scalars: readonly (readonly [string, number, number])[];
  readonly training: unknown;
  readonly examples: unknown;
}

function loadRuns(directory: string): readonly RecordedRun[] {
  return readdirSync(directory).map(
    (file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as RecordedRun,
  );
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-parity-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe("dln train --preset reference, with this project's templates and data", () => {
  it.each(loadRuns(ownRuns))('decides as the reference did: $name', async (want) => {
    await expectParity(want, ['--data-dir', ownData]);
  });
});

describe.skipIf(!isThere)(
  `dln train --preset reference${isThere ? '' : ' (skipped: shared/parity/runs is not beside this checkout)'}`,
  () => {
    it.each(isThere ? loadRuns(sharedRuns) : [])(
      'decides as the reference did with its own templates and data: $name',
      async (want) => {
        await expectParity(want, [
          ...['--data-dir', join(shared, 'data')],
          ...['--templates-dir', join(shared, 'parity', 'templates')],
          ...['--dataset-info', join(shared, 'parity', 'dataset_info.yaml')],
        ]);
      },
    );
  },
);

/** Runs what was recorded, against HashLM, and compares every figure. */
async function expectParity(want: RecordedRun, flags: readonly string[]): Promise<void> {
  await using model = await startHashLm();
  vi.stubEnv('OPENAI_BASE_URL', model.baseUrl);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  const { status, stdout, stderr } = await runDln([
    ...['train', '--preset', 'reference', '--json', '--out-dir', join(folder, 'run')],
    ...['--sampler-seed', String(want.sampler_seed)],
    ...flags,
    ...Object.entries(want.options).flatMap(([name, value]) => [
      `--${name.replaceAll('_', '-')}`,
      String(value),
    ]),
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(JSON.parse(stdout)).toMatchObject({
    devAccuracy: want.dev_acc,
    testAccuracy: want.test_acc,
  });
  const results: unknown = JSON.parse(
    await readFile(join(folder, 'run', 'result_data.json'), 'utf8'),
  );
  expect(results).toEqual({
    [String(want.options['dataset'])]: nearly({ training: want.training, examples: want.examples }),
  });
  const scalars = await readScalars(join(folder, 'run', 'tensorboard'));
  const tags = new Set(want.scalars.map(([tag]) => tag));
  expect(sorted(scalars.filter(([tag]) => tags.has(tag)))).toEqual(nearly(sorted(want.scalars)));
  const { prompts } = await model.statistics();
  expect(prompts).toBeLessThanOrEqual(want.prompts_sent);
}

type RecordedScalar = RecordedRun['scalars'][number];

async function readScalars(directory: string): Promise<readonly RecordedScalar[]> {
  const file = await readFile(join(directory, 'events.out.tfevents.dln'));
  return decodeRecords(file).messages.flatMap((message): readonly RecordedScalar[] => {
    const scalar = decodeScalar(message);
    return scalar === undefined ? [] : [[scalar.tag, scalar.value, scalar.step]];
  });
}

function sorted(scalars: readonly RecordedScalar[]): readonly RecordedScalar[] {
  return scalars.toSorted(([a, , i], [b, , j]) => i - j || a.localeCompare(b));
}

/** The same value with its numbers to six digits: numpy computes some means in float32. */
function nearly(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 6);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nearly(inner)]));
}
