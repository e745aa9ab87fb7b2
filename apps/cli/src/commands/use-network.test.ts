import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
let run = '';
let testAccuracy = 0;
let endpoint: FakeEndpoint;
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-use-'));
  dataset = await writeWalks(folder);
  run = join(folder, 'run');
  const small = '--iters 1 --batch-size 4 --num-p-samples 2 --num-h-samples 2'.split(' ');
  const args = ['train', '--dataset', dataset, '--out-dir', run, '--json', ...small];
  const { stdout } = await runDln(args);
  ({ testAccuracy } = JSON.parse(stdout) as { testAccuracy: number });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('dln eval', () => {
  it('reaches the accuracy that the network was tested with', async () => {
    const { status, stdout } = await runDln(['eval', run, '--dataset', dataset, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      dataset: 'walks',
      split: 'test',
      examples: 6,
      accuracy: testAccuracy,
      requests: { saved: 0 },
    });
  });

  it('measures prompts that are given on the command line, and writes each answer down', async () => {
    const examples = join(folder, 'examples.jsonl');
    const args = ['eval', '--dataset', dataset, '--one-layer', '--prompt', 'Count.'];
    const more = ['--split', 'dev', '--examples', examples, '--json'];
    const { stdout } = await runDln([...args, ...more]);
    expect(JSON.parse(stdout)).toMatchObject({ split: 'dev', prompts: ['Count.'] });
    const [first] = (await readFile(examples, 'utf8')).split('\n');
    expect(JSON.parse(first ?? '')).toEqual({
      input: expect.stringContaining('Walk'),
      classProbabilities: [expect.any(Number), expect.any(Number)],
      target: expect.stringMatching(/yes|no/),
      output: expect.stringMatching(/yes|no/),
      hiddenTexts: [],
      answeredBy: 'class-scores',
      scoredBy: expect.any(String),
      usage: expect.objectContaining({ promptTokens: expect.any(Number) }),
      loss: expect.any(Number),
    });
  });

  it('finds out before the first request that the answers cannot be written down', async () => {
    const asked = endpoint.requests.length;
    const examples = join(folder, 'no-such-folder', 'examples.jsonl');
    const { status, stderr } = await runDln([
      ...['eval', run, '--dataset', dataset, '--examples', examples],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain(`--examples ${examples} cannot be written (ENOENT`);
    expect(endpoint.requests.length).toBe(asked);
  });

  it('measures on the user’s data file that a run directory was trained on', async () => {
    const { status, stdout } = await runDln(['eval', run, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ dataset: 'walks', accuracy: testAccuracy });
  });

  it('refuses a network together with prompts, and an unknown split', async () => {
    const both = await runDln(['eval', run, '--prompt', 'x']);
    expect(both).toMatchObject({ status: 1 });
    expect(both.stderr).toContain('--prompt describes a network');
    const split = await runDln(['eval', run, '--split', 'tset']);
    expect(split.stderr).toContain('--split expects train or dev or test; it is "tset"');
  });
});

describe('dln eval --verify', () => {
  it('finds the recorded scores again with the same model', async () => {
    const { status, stdout } = await runDln(['eval', run, '--verify']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^reproduced: dev accuracy [\d.]+ %, 6 recorded answers\n$/),
    });
  });

  it('refuses a network that answers otherwise, and shows the differences', async () => {
    const path = join(folder, 'other.json');
    const network = JSON.parse(await readFile(join(run, 'network.json'), 'utf8')) as {
      recorded: { accuracy: number; answers: { output: string }[] };
    };
    const [first] = network.recorded.answers;
    const answers = network.recorded.answers.with(0, { ...first, output: 'perhaps' });
    const recorded = { ...network.recorded, accuracy: 0.123, answers };
    await writeFile(path, JSON.stringify({ ...network, recorded }));
    const verifying = ['eval', path, '--verify', '--dataset', dataset];
    const { status, stderr } = await runDln(verifying);
    expect(status).toBe(1);
    expect(stderr).toContain('does not reproduce its recorded scores (tolerance 0)');
    expect(stderr).toMatch(/dev accuracy [\d.]+, recorded 0.123/);
    expect(stderr).toContain('"perhaps"]');
    const allowed = await runDln([...verifying, '--within', '1']);
    expect(allowed).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('within the tolerance: dev accuracy'),
    });
    expect((await runDln([...verifying, '--max-dev-size', '3'])).stderr).toMatch(
      /are not those that the scores/,
    );
  });

  it('refuses what it cannot compare', async () => {
    const without = await runDln(['eval', '--dataset', dataset, '--verify']);
    expect(without.stderr).toContain('--verify takes a network.json or a run directory');
    const share = await runDln(['eval', run, '--verify', '--within', 'much']);
    expect(share.stderr).toContain('--within much is no share');
  });
});

describe('dln predict', () => {
  it('answers arguments, one line each', async () => {
    const { stdout } = await runDln(['predict', run, 'Walk 2 steps.', 'Walk 3 steps.']);
    expect(stdout).toMatch(/^(yes|no)\n(yes|no)\n$/);
  });

  it('answers lines of standard input', async () => {
    const { stdout, stderr } = await runDln(['predict', run, '--json'], {
      stdin: 'Walk 2 steps.\n\nWalk 3 steps.\n',
    });
    expect(stderr).toBe('1 blank line was left out of the inputs\n');
    const lines = stdout.trim().split('\n');
    const scored = {
      hiddenTexts: ['Count the steps.'],
      answeredBy: 'class-scores',
      scoredBy: expect.any(String),
    };
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { input: 'Walk 2 steps.', output: expect.any(String), ...scored },
      { input: 'Walk 3 steps.', output: expect.any(String), ...scored },
    ]);
  });

  it('reads JSON lines with the option, and names the line that is wrong', async () => {
    const right = await runDln(['predict', run, '--jsonl'], {
      stdin: '{"input": "Walk 2 steps."}\n"Walk 3 steps."\n',
    });
    expect(right.stdout.split('\n')).toHaveLength(3);
    const wrong = await runDln(['predict', run, '--jsonl'], { stdin: '"a"\n{"text": "b"}\n' });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('standard input, line 2: has no "input" (it has text)');
  });

  it('refuses what is no network', async () => {
    const missing = await runDln(['predict', join(folder, 'nowhere'), 'x']);
    expect(missing.stderr).toContain('nowhere cannot be read');
    const other = await runDln(['predict', join(run, 'config.json'), 'x']);
    expect(other.stderr).toContain('This is not a saved network');
  });
});

describe('dln models', () => {
  it('lists what the endpoint serves', async () => {
    const { stdout } = await runDln(['models', 'list']);
    expect(stdout).toMatch(/^fake-model {2,}http:\/\/127\.0\.0\.1:\d+\/v1$/m);
  });

  it('tells what a model showed that it can do', async () => {
    const completions = await runDln(['models', 'probe', '--json']);
    expect(JSON.parse(completions.stdout)).toMatchObject({
      capabilities: { scoresText: true, maxTopTokens: 2 },
    });
    const chat = await runDln(['models', 'probe', '--api', 'chat']);
    expect(chat.stdout).toContain('no   log-probabilities of a given text');
    expect(chat.stdout).toContain('yes  most likely next tokens');
  });
});

describe('dln data and templates', () => {
  it('shows a dataset of the user', async () => {
    const { stdout } = await runDln(['data', 'show', dataset, '--count', '1']);
    expect(stdout).toContain('instruction  Does the walk end where it began?');
    expect(stdout).toContain('sizes        12 train, 6 dev, 6 test');
  });

  it('lists the datasets that are not here, too', async () => {
    const { stdout } = await runDln(['data', 'list', '--data-dir', folder, '--json']);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        name: 'trec',
        sizes: null,
        problem: expect.stringContaining('missing'),
      }),
    );
  });

  it('shows a template by name and version', async () => {
    const { stdout } = await runDln(['templates', 'show', 'q_action_prompt:v3.5', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'q_action_prompt', version: 'v3.5' });
    const { stdout: list } = await runDln(['templates', 'list']);
    expect(list).toMatch(/^q_action_prompt +v3\.6, v3\.5/m);
  });
});
