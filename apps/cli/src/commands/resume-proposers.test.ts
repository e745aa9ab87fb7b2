import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proposers } from '@dln/vi';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

/** Runs of each proposer that are stopped, at requests that are spread over the run. */
const STOPS = 2;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-resume-proposers-'));
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const names = Object.keys(proposers);

it.each([...names, names.join(' ')])(
  'a run with the proposers %s comes to the same result wherever it is stopped',
  async (enabled) => {
    const dataset = await writeWalks(folder);
    const pool = join(folder, 'prompts.txt');
    await writeFile(pool, 'Count.\nIs the number of steps even?\nThink of the walk.\n');
    const settings =
      '--layers 1 --iters 3 --val-freq 1 --batch-size 6 --num-p-samples 4 --use-memory 2 ' +
      `--max-dev-size 8 --max-test-size 8 --concurrency 2 --json --prompt-pool ${pool} ` +
      `--ranking halving ${enabled
        .split(' ')
        .map((name) => `--propose-by ${name}`)
        .join(' ')}`;
    const argsOf = (run: string): readonly string[] => [
      ...['train', '--dataset', dataset, '--out-dir', join(folder, run)],
      ...settings.split(' '),
    ];
    const filesOf = async (run: string): Promise<readonly string[]> =>
      Promise.all(
        ['result_data.json', 'candidates.jsonl', 'network.json'].map((file) =>
          readFile(join(folder, run, file), 'utf8'),
        ),
      );

    let stopAt = Infinity;
    let stop = new AbortController();
    let before = 0;
    await using endpoint = await startFakeEndpoint({
      onRequest: (count) => {
        if (count - before === stopAt) stop.abort();
      },
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    expect((await runDln(argsOf('whole'))).status).toBe(0);
    const asked = endpoint.requests.length;
    for (let run = 1; run <= STOPS; run++) {
      before = endpoint.requests.length;
      stopAt = Math.ceil((asked * run) / (STOPS + 1));
      stop = new AbortController();
      const name = `stopped-${run}`;
      expect((await runDln(argsOf(name), { signal: stop.signal })).status).toBe(130);
      stopAt = Infinity;
      // A run that was stopped while the endpoint was probed has left nothing.
      const hasBegun = existsSync(join(folder, name, 'config.json'));
      const again = hasBegun ? ['resume', join(folder, name), '--json'] : argsOf(name);
      expect((await runDln(again)).status).toBe(0);
      expect(await filesOf(name)).toEqual(await filesOf('whole'));
    }
  },
);
