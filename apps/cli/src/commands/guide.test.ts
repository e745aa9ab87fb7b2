import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GuideView } from '@dln/studio';
import type { GivenSettings } from '@dln/run';
import { runDln } from '../testing/run-dln.ts';
import { guide, type GuideFlags } from './guide.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-guide-command-'));
  for (const name of ['index.html', 'page.js', 'page.css']) await writeFile(join(folder, name), '');
});
afterEach(() => rm(folder, { recursive: true }));

/** A page of the guide, as a browser that opened the printed address. */
interface Page {
  get(): Promise<GuideView>;
  post(action: string, body?: object): Promise<GuideView>;
}

async function visit(
  flags: Partial<GuideFlags>,
  settings: GivenSettings,
  look: (page: Page) => Promise<void>,
  stdin = '',
): Promise<string> {
  const stop = new AbortController();
  let shown = '';
  const printed = Promise.withResolvers<string>();
  const served = guide({
    directory: join(folder, 'session'),
    flags: { host: '127.0.0.1', runs: folder, ...flags },
    settings,
    pageFolder: folder,
    surroundings: {
      stdin: Readable.from([stdin]),
      stdout: { write: (text) => printed.resolve(text) },
      stderr: { write: (text) => void (shown += text) },
      cacheFolder: folder,
      signal: stop.signal,
    },
  });
  const url = new URL((await Promise.race([printed.promise, served.then(() => '')])).trim());
  const token = url.searchParams.get('token') ?? '';
  const headers = { 'x-dln-token': token, 'content-type': 'application/json' };
  const read = async (response: Response): Promise<GuideView> => {
    expect(response.status).toBe(200);
    return (await response.json()) as GuideView;
  };
  try {
    await look({
      get: async () => read(await fetch(new URL('/api/guide?rater=ann', url), { headers })),
      post: async (action, body = {}) =>
        read(
          await fetch(new URL(`/api/guide/${action}`, url), {
            method: 'POST',
            headers,
            body: JSON.stringify({ rater: 'ann', ...body }),
          }),
        ),
    });
  } finally {
    stop.abort();
    await served;
  }
  return shown;
}

const walks = Array.from(
  { length: 4 },
  (_, at) =>
    `If you follow these instructions, do you return to the starting point?\nTake ${at + 1} steps. Turn around. Take ${at + 1} steps.`,
);
const embedded: GivenSettings = { fwdModelType: 'embedded', layers: 1, p2MaxTokens: 20 };
const small = { candidates: 1, inputsPerRound: 4, input: '-', blocks: true };
const instruction = 'Follow the moves and say whether they end where they began.';

it('makes a round from pasted inputs of several lines, takes a rating, and resumes', async () => {
  const flags = { ...small, instruction };
  let pair: string | undefined;
  const pasted = walks.join('\n\n');
  await visit(
    flags,
    embedded,
    async (page) => {
      const before = await page.get();
      expect(before.inputs).toEqual({ proposing: 2, heldBack: 2 });
      expect(before.parameters[0]?.instruction).toBe(instruction);
      let view = await page.post('start');
      while (view.isBusy) {
        await setTimeout(50);
        view = await page.get();
      }
      expect([view.problem, view.round]).toEqual([null, 0]);
      pair = view.pair?.id;
      if (pair !== undefined)
        await page.post('rate', { type: 'pair', round: 0, pair, verdict: 'tie' });
    },
    pasted,
  );
  // Neither inputs nor settings are given again.
  const shown = await visit({}, {}, async (page) => {
    const view = await page.get();
    expect([view.round, view.rated]).toEqual([0, pair === undefined ? 0 : 1]);
    await page.post('end', { round: 0 });
    expect((await page.get()).ended).toMatchObject([{ round: 0, accepted: null }]);
  });
  expect(shown).toContain('goes on with the inputs and settings that it began with');
  const [start] = (await readFile(join(folder, 'session', 'rounds.jsonl'), 'utf8')).split('\n');
  expect(JSON.parse(start ?? '')).toMatchObject({ type: 'started', settings: { candidates: 1 } });
});

it('warns of a cap on the session, ends a round at it, and goes on with a larger one', async () => {
  const waitFor = async (page: Page): Promise<GuideView> => {
    let view = await page.post('start');
    while (view.isBusy) {
      await setTimeout(50);
      view = await page.get();
    }
    return view;
  };
  const flags = { ...small, instruction };
  await visit(
    flags,
    { ...embedded, maxRequests: 3 },
    async (page) => {
      expect((await page.get()).estimate?.left).toBe(3);
      const { problem, round } = await waitFor(page);
      expect([problem, round]).toEqual([
        expect.stringContaining('The cap of 3 requests is reached: 3 are spent'),
        null,
      ]);
      expect((await page.get()).estimate?.left).toBe(0);
    },
    walks.join('\n\n'),
  );
  await visit({}, { maxRequests: 1000 }, async (page) => {
    expect((await page.get()).estimate?.left).toBe(997);
    const { problem, round } = await waitFor(page);
    expect([problem, round]).toEqual([null, 0]);
  });
});

it('takes inputs in the page, and exports preferred outputs without it', async () => {
  await visit({ candidates: 1, instruction }, embedded, async (page) => {
    expect((await page.get()).estimate).toBeNull();
    const { inputs, estimate } = await page.post('inputs', { inputs: walks });
    expect(inputs).toEqual({ proposing: 2, heldBack: 2 });
    expect(estimate?.requests).toBeGreaterThan(4);
    expect(estimate?.tokens).toBeGreaterThan(100);
  });
  const session = join(folder, 'session');
  const empty = await runDln(['guide', session, '--export', join(folder, 'out.jsonl')]);
  expect([empty.status, empty.stderr]).toEqual([
    1,
    expect.stringContaining('There is nothing to export'),
  ]);
  const pair = { id: 'p0', input: 0, left: 'a', right: 'b' };
  const output = { input: 0, hiddenTexts: [], loss: null, failure: null };
  await appendFile(
    join(session, 'rounds.jsonl'),
    `${JSON.stringify({
      type: 'round',
      round: 0,
      at: 0,
      candidates: [],
      outputs: [
        { ...output, candidate: 'a', output: 'better' },
        { ...output, candidate: 'b', output: 'worse' },
      ],
      pairs: [pair],
      requests: 0,
      tokens: 0,
      dollars: null,
    })}\n`,
  );
  const rating = { type: 'pair', id: 'r0', at: 0, rater: 'ann', round: 0, pair: 'p0' };
  const file = join(session, 'ratings.jsonl');
  await appendFile(file, `${JSON.stringify({ ...rating, verdict: 'left' })}\n`);
  const { status, stdout, stderr } = await runDln(['guide', session, '--export', '-']);
  expect([status, stderr]).toEqual([
    0,
    '1 of 4 inputs are exported; others have no label and no preferred output.\n',
  ]);
  expect(JSON.parse(stdout)).toEqual({
    input: expect.stringContaining('Take'),
    target: 'better',
  });
  const taken = await runDln(['guide', session, '--export', file]);
  expect(taken.stderr).toContain(`${file} exists. Name another file for the export.`);
});

it('names what is wrong with a folder that is a file', async () => {
  const file = join(folder, 'page.js');
  const { status, stderr } = await runDln(['guide', file, '--dataset', 'navigate']);
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining(`${file} is a file, or lies below one. Name a folder`),
  ]);
});

it.each([
  [['guide', '--input', 'missing.txt', '--instruction', 'x'], 'missing.txt cannot be read'],
  [['guide', 'g9', '--export', 'x.jsonl'], 'There is no session in g9. Name its folder.'],
  [
    ['guide'],
    'A guide needs inputs: name a file with --input, or a --dataset, or give an --instruction',
  ],
  [['guide', '--input', 'x.txt', '--dataset', 'navigate'], 'give one.'],
  [['guide', '--input', 'x.txt'], 'say with --instruction what the network is told.'],
  [
    ['guide', '--dataset', 'navigate', '--instruction', 'x'],
    '--instruction is for inputs of --input.',
  ],
  [['guide', '--ratings', '0'], 'Write a whole number above 0.'],
  [['guide', '--max-minutes', '5'], "unknown option '--max-minutes'"],
])('refuses %j', async (args, message) => {
  const { status, stderr } = await runDln(args);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});

it('leaves the folder of a training alone', async () => {
  await writeFile(join(folder, 'events.jsonl'), '');
  const { status, stderr } = await runDln(['guide', folder, '--dataset', 'navigate']);
  expect(status).toBe(1);
  expect(stderr).toContain('is the folder of a training. Name another folder for the session.');
});
