import { instructionsOf } from '@dln/vi';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dataset } from '@dln/datasets';
import { createFakeModel } from '@dln/llm/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRun } from '../runs/read-run.ts';
import { judge, quick, reviews } from './reviews.fixture.ts';
import { trainNetwork } from './train-network.ts';

/** Writes a file of a run as the version before demonstrations wrote it. */
async function toFirstFormat(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const prompts = text
    .replaceAll(/\{"instruction":("(?:[^"\\]|\\.)*"),"demonstrations":\[\]\}/g, '$1')
    .replaceAll(/"parameters":(?=")/g, '"prompt":')
    .replaceAll(/"parameters":(?=\[)/g, '"prompts":')
    .replaceAll('"demonstrations":[],', '');
  expect(prompts).not.toBe(text);
  expect(prompts).not.toContain('"instruction"');
  await writeFile(path, prompts);
}

let folder = '';
const home = process.cwd();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-program-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

describe('trainNetwork', () => {
  it('trains a network on examples with a function as its model, and writes nothing', async () => {
    const trained = await trainNetwork({ data: reviews, model: judge, ...quick });
    expect(instructionsOf(trained.parameters)).toEqual(['Judge it by its last word.']);
    expect([trained.devAccuracy, trained.testAccuracy, trained.stopped]).toEqual([1, 1, null]);
    expect(trained.baselineAccuracy).toBe(0.5);
    const [answer] = await trained.network.predict(['The tea was cold.']);
    expect(answer?.output).toBe('negative');
    expect(trained.spending.requestsSent).toBeGreaterThan(10);
    expect(trained.notes).toContain(
      'examples: the targets are taken as 2 classes (positive, negative)',
    );
    expect(trained.notes).toContain(
      'function:judge gives no log-probabilities: its answers are scored by the share of sampled answers that are right (outputScoringFunction: "samples").',
    );
    expect(await readdir(folder)).toEqual([]);
    expect('runDirectory' in trained).toBe(false);
  });

  it('gives what happens, in order, and the result of the same object', async () => {
    const run = trainNetwork({ data: reviews, model: judge, ...quick });
    const types: string[] = [];
    for await (const event of run) types.push(event.type);
    expect(types.slice(0, 4)).toEqual(['note', 'started', 'note', 'validated']);
    expect(types.at(-1)).toBe('tested');
    const again: string[] = [];
    for await (const event of run) again.push(event.type);
    expect(again).toEqual(types);
    expect((await run).testAccuracy).toBe(1);
  });

  it('trains two layers on a model that only generates, and tells how it scores', async () => {
    const run = await trainNetwork({ data: reviews, model: judge, layers: 2, ...quick });
    expect(run.parameters).toHaveLength(2);
    expect(run.notes.join('\n')).toContain('(hiddenScoringFunction: "accuracy")');
    const [answer] = await run.network.predict(['The tea was cold.']);
    expect(answer?.hiddenTexts).toHaveLength(1);
  });

  it('scores by log-probability if the model gives it', async () => {
    const model = createFakeModel({ generate: 'positive', scoreText: -1 });
    const { notes } = await trainNetwork({ data: reviews, model, ...quick });
    expect(notes.join('\n')).not.toContain('log-probabilities');
    expect(model.calls.some(({ kind }) => kind === 'scoreText')).toBe(true);
  });

  it('leaves a Dataset as it is, so that two trainings come to the same', async () => {
    const half = reviews.length / 2;
    const splits = { train: reviews.slice(0, half), dev: reviews.slice(half), test: reviews };
    const data = new Dataset({ name: 'mine', splits, seed: 3, instruction: 'Judge.' });
    const before = JSON.stringify(data.state());
    const one = await trainNetwork({ data, model: judge, ...quick });
    const two = await trainNetwork({ data, model: judge, ...quick });
    expect(JSON.stringify(data.state())).toBe(before);
    expect([one.parameters, one.spending]).toEqual([two.parameters, two.spending]);
    const { spending } = await trainNetwork({ data: splits, model: judge, ...quick });
    expect(spending.requestsSent).toBeGreaterThan(0);
  });

  it('takes what is asked of it: instruction, batch size, prompts', async () => {
    const instruction = 'Judge it by its last word.';
    const { parameters, baselineAccuracy, notes } = await trainNetwork({
      data: reviews.slice(0, 12),
      model: judge,
      instruction,
      iterations: 1,
    });
    expect([instructionsOf(parameters), baselineAccuracy]).toEqual([[instruction], 1]);
    expect(notes).toContain('batchSize is 6: examples has no more training examples.');
  });
});

describe('a run directory', () => {
  const options = { data: reviews, model: judge, ...quick };

  it('has the files of a run, and gives a finished result without asking', async () => {
    const runDirectory = join(folder, 'run');
    const first = await trainNetwork({ ...options, runDirectory });
    expect(first.runDirectory).toBe(runDirectory);
    for (const file of ['config.json', 'events.jsonl', 'candidates.jsonl', 'network.json'])
      expect(existsSync(join(runDirectory, file))).toBe(true);
    let asked = 0;
    const counting = { judge: () => String(++asked) };
    const second = await trainNetwork({ ...options, model: counting.judge, runDirectory });
    expect(asked).toBe(0);
    const { network: _, ...figures } = first;
    expect(second).toMatchObject(figures);
  });

  it('resumes a run that was aborted, to the result of one that was not', async () => {
    const runDirectory = join(folder, 'run');
    const controller = new AbortController();
    const run = trainNetwork({ ...options, runDirectory, signal: controller.signal });
    for await (const { type } of run) if (type === 'stepped') controller.abort(new Error('enough'));
    const stopped = await run;
    expect([stopped.stopped, stopped.testAccuracy]).toEqual(['aborted', null]);
    expect(stopped.parameters).toHaveLength(1);
    const resumed = await trainNetwork({ ...options, runDirectory });
    const whole = await trainNetwork({ ...options, runDirectory: join(folder, 'whole') });
    const { network: _, runDirectory: _directory, ...figures } = whole;
    expect(resumed).toMatchObject(figures);
    expect(resumed.stopped).toBeNull();
  });

  it('resumes a run of the version whose layers had prompts alone', async () => {
    const runDirectory = join(folder, 'run');
    const controller = new AbortController();
    const run = trainNetwork({ ...options, runDirectory, signal: controller.signal });
    for await (const { type } of run) if (type === 'stepped') controller.abort(new Error('enough'));
    const stopped = await run;
    for (const file of ['events.jsonl', 'candidates.jsonl', 'checkpoint.json'])
      await toFirstFormat(join(runDirectory, file));
    expect((await readRun(runDirectory)).parameters).toEqual(stopped.parameters);
    const resumed = await trainNetwork({ ...options, runDirectory });
    const whole = await trainNetwork({ ...options, runDirectory: join(folder, 'whole') });
    const { network: _, runDirectory: _directory, ...figures } = whole;
    expect(resumed).toMatchObject(figures);
  });

  it('resumes a run of several proposers exactly, with their counts', async () => {
    const proposers = [
      'rewrite',
      'demonstrations',
      'edits',
      'crossover',
      'paraphrase',
      'critique',
    ] as const;
    const settings = { ...quick.settings, numPSamples: 10, proposers };
    const mixed = { ...options, iterations: 3, settings };
    const runDirectory = join(folder, 'run');
    const controller = new AbortController();
    const run = trainNetwork({ ...mixed, runDirectory, signal: controller.signal });
    for await (const { type } of run) if (type === 'stepped') controller.abort(new Error('enough'));
    await run;
    const resumed = await trainNetwork({ ...mixed, runDirectory });
    const whole = await trainNetwork({ ...mixed, runDirectory: join(folder, 'whole') });
    const { network: _, runDirectory: _directory, ...figures } = whole;
    expect(resumed).toMatchObject(figures);
    const ledgers = await Promise.all(
      [runDirectory, join(folder, 'whole')].map((path) =>
        readFile(join(path, 'candidates.jsonl'), 'utf8'),
      ),
    );
    expect(ledgers[0]).toBe(ledgers[1]);
    expect(ledgers[0]).toContain('"proposer":"demonstrations"');
  });

  it('is not taken for the run of other options or other data', async () => {
    const runDirectory = join(folder, 'run');
    await trainNetwork({ ...options, runDirectory });
    await expect(trainNetwork({ ...options, runDirectory, iterations: 3 })).rejects.toThrow(
      `${runDirectory} holds a run of other options (iters 2, now 3). Give those that it was made with, or another runDirectory.`,
    );
    const other = reviews.map((review) => ({ ...review, input: `${review.input}!` }));
    await expect(trainNetwork({ ...options, data: other, runDirectory })).rejects.toThrow(/data/);
  });
});

describe('caps and abort', () => {
  it('ends with the best so far at a cap on requests, which it never passes', async () => {
    let asked = 0;
    const model = (...call: Parameters<typeof judge>) => (asked++, judge(...call));
    const run = await trainNetwork({
      data: reviews,
      model,
      ...quick,
      budget: { maxRequests: 40 },
    });
    expect([run.stopped, run.testAccuracy]).toEqual(['budget', null]);
    expect(run.devAccuracy).toBe(0.5);
    expect(asked).toBeLessThanOrEqual(40);
    expect(asked).toBeGreaterThan(30);
  });

  it('rejects if nothing was learned by then', async () => {
    const budget = { maxRequests: 2 };
    await expect(trainNetwork({ data: reviews, model: judge, ...quick, budget })).rejects.toThrow(
      /^Training was stopped before its first validation, so there is no network\. The cap of 2 requests is reached/,
    );
    const signal = AbortSignal.abort(new Error('enough'));
    const aborted = trainNetwork({ data: reviews, model: judge, ...quick, signal });
    await expect(aborted).rejects.toMatchObject({
      name: 'RunError',
      cause: { message: 'enough' },
    });
  });

  it('caps money at a price that is given, and refuses models without one', async () => {
    const options = { data: reviews, model: judge, ...quick };
    await expect(trainNetwork({ ...options, budget: { maxCost: 1 } })).rejects.toThrow(
      /^budget\.maxCost cannot hold for function:judge, which has no price\./,
    );
    const price = { input: 1, output: 1 };
    const { spending } = await trainNetwork({ ...options, price, budget: { maxCost: 1 } });
    expect(spending.dollars).toBeGreaterThan(0);
  });

  it('shares replies in a file if it is told to', async () => {
    const cache = join(folder, 'replies.sqlite');
    await trainNetwork({ data: reviews, model: judge, ...quick, cache });
    let asked = 0;
    const counting = { judge: () => String(++asked) };
    await trainNetwork({ data: reviews, model: counting.judge, ...quick, cache });
    expect(asked).toBe(0);
  });
});

describe('what cannot be used', () => {
  it.each([
    [{ model: 3 }, /^model is 3\. Give a language model of @dln\/llm/],
    [{ model: { chat: 1 } }, /^model is an object with chat\. Give/],
    [{ model: 'gpt-x' }, /^model is "gpt-x", which is neither "embedded", nor a fetched/],
    [{ model: './no-such.gguf' }, /no-such\.gguf/],
    [{ scoreModel: 'x' }, /^scoreModel is "x"/],
    [{ data: 4 }, /^data is 4\. Give a file/],
    [{ data: [] }, /^examples: holds 0 examples/],
    [{ data: 'no-such.csv' }, /no-such\.csv/],
    [{ data: 'a.csv', split: { train: 1, dev: 1, test: 1 } }, /^split is for examples in memory/],
    [{ layer: 2 }, /^layer is not an option of trainNetwork/],
    [{ settings: { layers: 2 } }, /^settings\.layers is not taken here\. Use the option layers\./],
    [{ settings: { batchSise: 2 } }, /batchSise in settings is no setting; did you mean batchSize/],
    [{ settings: { batchSize: 0 } }, /^batchSize in settings expects/],
    [{ layers: 2, settings: { useNce: true, numHSamples: 1 } }, /^`useNce` tells hidden texts/],
    [{ settings: { outputScoringFunction: 'logprobs' } }, /outputScoringFunction/],
  ])('%j is refused with what would be accepted', async (wrong, message) => {
    const options = { data: reviews, model: judge, ...quick, ...wrong };
    const error: unknown = await trainNetwork(options as never).catch((each: unknown) => each);
    expect(error).toMatchObject({ message: expect.stringMatching(message), userFacing: true });
    expect(String(error)).not.toContain('--');
  });
});
