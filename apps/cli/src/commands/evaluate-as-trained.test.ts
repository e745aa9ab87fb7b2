import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let endpoint: FakeEndpoint;
const home = process.cwd();
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-as-trained-'));
});
afterAll(async () => {
  process.chdir(home);
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Trains in a new project folder with relative paths only, and leaves it. */
async function trainIn(name: string, flags: string): Promise<{ testAccuracy: number }> {
  const project = join(folder, name);
  await mkdir(project);
  await writeWalks(project);
  process.chdir(project);
  await writeFile(
    'models.yaml',
    `- name: walker\n  provider: openai\n  api: chat\n  model: fake-model\n  base_url: ${endpoint.url}\n  api_key: EMPTY\n`,
  );
  const small = '--one-layer --iters 1 --batch-size 4 --num-p-samples 2 --baseline false --json';
  const args = `train --dataset walks.yaml --out-dir runs/x ${small} ${flags}`;
  const { stdout, stderr } = await runDln(args.split(' '));
  process.chdir(tmpdir());
  expect(stderr).not.toContain('dln:');
  return JSON.parse(stdout) as { testAccuracy: number };
}

const inProject = (name: string, ...args: string[]): Promise<Outcome> => {
  const [command = '', ...others] = args;
  return runDln([command, join(folder, name, 'runs/x'), ...others]);
};

describe('dln eval RUN, from another folder', { timeout: 60_000 }, () => {
  it.each([
    ['chat', '--api chat'],
    ['completions', '--api completions --seed 7 --max-test-size 5'],
    ['few shots', '--api chat --n-shots 2'],
    ['few shots of the reference', '--preset reference --n-shots 2 --probe'],
    ['a local model', '--model embedded --max-test-size 3 --max-dev-size 2 --num-p-samples 2'],
    ['a named connection', '--connections-config models.yaml'],
  ])('reaches the recorded test accuracy of a run with %s', async (name, flags) => {
    const { testAccuracy } = await trainIn(name, flags);
    const { status, stdout, stderr } = await inProject(name, 'eval', '--json');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ accuracy: testAccuracy, differences: [] });
  });

  it('finds the data of a project that was moved as a whole', async () => {
    await trainIn('moved', '--api chat');
    await rename(join(folder, 'moved'), join(folder, 'there'));
    expect(await inProject('there', 'eval')).toMatchObject({ status: 0 });
  });

  it('finds the data of a run directory that was moved alone, and names both places if they are gone', async () => {
    await trainIn('alone', '--api chat');
    const run = join(folder, 'elsewhere');
    await rename(join(folder, 'alone/runs/x'), run);
    expect(await runDln(['eval', run])).toMatchObject({ status: 0 });
    await rm(join(folder, 'alone/walks.yaml'));
    const { status, stderr } = await runDln(['eval', run]);
    expect(status).toBe(1);
    expect(stderr).toContain(`walks.yaml, which ${run} was made with, is not at `);
    expect(stderr).toContain(` nor at ${join(folder, 'alone/walks.yaml')}. Put it back, or name`);
    expect(stderr).toContain('another place with --dataset');
  });

  it('names what flags change', async () => {
    await trainIn('changed', '--api chat');
    const { stderr } = await inProject('changed', 'eval', '--api', 'completions', '--seed', '3');
    expect(stderr).toContain(
      'compatible-completions:fake-model scores classes; the network was trained with compatible-chat:fake-model',
    );
    expect(stderr).toMatch(/--seed 3 was asked for; .*runs\/x was trained with 42\n/);
  });

  it('uses the few-shot examples of each example to verify, and fixed ones to predict', async () => {
    await trainIn('shots', '--api chat --n-shots 2');
    expect(await inProject('shots', 'eval', '--verify')).toMatchObject({ status: 0 });
    const path = join(folder, 'shots/runs/x/network.json');
    const { fewShots } = JSON.parse(await readFile(path, 'utf8')) as {
      fewShots: { input: string; target: string }[];
    };
    expect(new Set(fewShots.map(({ target }) => target))).toEqual(new Set(['yes', 'no']));
    await inProject('shots', 'predict', 'Walk 99 steps.', '--no-cache');
    const asked = JSON.stringify(endpoint.requests.at(-1));
    for (const { input } of fewShots) expect(asked).toContain(input);
  });
});

describe('dln resume RUN, from another folder', { timeout: 60_000 }, () => {
  it('finds what the run reads', async () => {
    const { testAccuracy } = await trainIn('resumed', '--connections-config models.yaml');
    const { status, stdout } = await inProject('resumed', 'resume', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ testAccuracy });
  });
});

describe('dln eval RUN with a cap', { timeout: 60_000 }, () => {
  it('ends with status 3 and keeps the replies that came', async () => {
    await trainIn('capped', '--api chat');
    const cacheFolder = join(folder, 'capped-cache');
    const args = ['eval', join(folder, 'capped/runs/x'), '--split', 'train'];
    const capped = await runDln([...args, '--max-requests', '5'], { cacheFolder });
    expect(capped.status).toBe(3);
    const before = endpoint.requests.length;
    const rest = await runDln(args, { cacheFolder });
    expect(rest.status).toBe(0);
    expect(endpoint.requests.length - before).toBe(12 - 5);
  });
});

describe('a network without its run directory', { timeout: 60_000 }, () => {
  it('is asked with the API and the model that it names', async () => {
    await trainIn('api', '--api chat --model fake-model');
    const path = join(folder, 'lone.json');
    await writeFile(path, await readFile(join(folder, 'api/runs/x/network.json'), 'utf8'));
    const dataset = join(folder, 'api/walks.yaml');
    const { stdout } = await runDln(['eval', path, '--dataset', dataset, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ differences: [] });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      calling: { api: 'chat', model: 'fake-model', scoreModel: null, answers: 'whole-class' },
    });
  });
});

describe('without the endpoint of the run', { timeout: 60_000 }, () => {
  it('no other model answers in its place', async () => {
    await trainIn('gone', '--api chat');
    vi.stubEnv('OPENAI_API_KEY', '');
    vi.stubEnv('OPENAI_BASE_URL', '');
    const { status, stderr } = await inProject('gone', 'predict', 'Walk 98 steps.');
    vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    expect(status).toBe(1);
    expect(stderr).toContain(
      `The network was trained at ${endpoint.url}, which the environment does not describe: set OPENAI_API_KEY and OPENAI_BASE_URL to ${endpoint.url}`,
    );
  });
});

describe('at a chat endpoint without log-probabilities', { timeout: 60_000 }, () => {
  const freely =
    'compatible-chat:fake-model gives no probabilities of classes, so the last layer answers freely';
  const atPlainChat = async (asks: () => Promise<void>): Promise<void> => {
    await using plain = await startFakeEndpoint({ logprobs: 'none' });
    const usual = endpoint;
    endpoint = plain;
    vi.stubEnv('OPENAI_BASE_URL', plain.url);
    try {
      await asks();
    } finally {
      endpoint = usual;
      vi.stubEnv('OPENAI_BASE_URL', usual.url);
    }
  };

  it('dln eval RUN --dataset answers freely, as a run of sampled answers was trained', async () => {
    await atPlainChat(async () => {
      const flags = '--api chat --output-scoring-function samples --p2-max-tokens 1';
      const { testAccuracy } = await trainIn('plain', flags);
      expect(testAccuracy).toBe(5 / 6);
      const other = join(folder, 'plain/walks.yaml');
      const { status, stdout, stderr } = await inProject(
        'plain',
        ...['eval', '--dataset', other, '--json'],
      );
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(JSON.parse(stdout)).toMatchObject({
        accuracy: 5 / 6,
        differences: [],
      });
    });
  });

  it('dln eval of prompts answers freely and names it, unless class scores are asked for', async () => {
    await atPlainChat(async () => {
      const project = join(folder, 'prompts');
      await mkdir(project);
      const dataset = await writeWalks(project);
      const args = `eval --dataset ${dataset} --one-layer --api chat --p2-max-tokens 1`.split(' ');
      const { status, stdout, stderr } = await runDln([...args, '--json']);
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(stderr).toContain(`${freely} (--forward-use-classes false)\n`);
      expect(JSON.parse(stdout)).toMatchObject({ accuracy: 5 / 6, examples: 6 });
      const refused = await runDln([...args, '--forward-use-classes']);
      expect(refused.status).toBe(1);
      expect(refused.stderr).toContain('it cannot give the probability of an output class');
    });
  });
});
