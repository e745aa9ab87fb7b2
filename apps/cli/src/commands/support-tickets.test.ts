import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { loadDataset } from '@dln/datasets';
import { exportNetwork, trainNetwork } from '@dln/run';
import { generateText } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPython, runPython } from '../testing/find-python.ts';
import { runDln } from '../testing/run-dln.ts';
import { serveDln } from '../testing/serve-dln.ts';
import {
  type AnsweringEndpoint,
  startAnsweringEndpoint,
} from '../testing/start-answering-endpoint.ts';

const example = join(import.meta.dirname, '../../../../examples/tickets');
const dataset = join(example, 'tickets.yaml');
const { default: judge } = (await import(pathToFileURL(join(example, 'model.mjs')).href)) as {
  readonly default: (prompt: string, options: { readonly seed: number }) => string;
};

const FLAGS =
  '--layers 1 --iters 4 --num-p-samples 4 --api chat --output-scoring-function samples'.split(' ');
const INSTRUCTION = 'Read the body, and judge what is broken.';
const TARGETS = ['1', '2', '3', '4', '1', '2', '3', '4', '1', '2'];

let endpoint: AnsweringEndpoint;
let folder = '';
let run = '';
let inputs: readonly string[] = [];
beforeAll(async () => {
  endpoint = await startAnsweringEndpoint(judge);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-support-'));
  run = join(folder, 'run');
  const data = await loadDataset({ name: dataset, dataDir: folder, seed: 1 });
  // Ten test tickets, in the order of their targets.
  const test = data.examples('test');
  inputs = TARGETS.map((target, index) => {
    const same = test.filter((one) => one.target === target);
    return same[Math.floor(index / 4)]?.input ?? '';
  });
  const { status, stderr } = await runDln([
    'train',
    '--dataset',
    dataset,
    '--out-dir',
    run,
    ...FLAGS,
  ]);
  expect([status, status === 0 ? '' : stderr.slice(0, 2000)]).toEqual([0, '']);
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const exportTo = async (form: string): Promise<string> =>
  (await runDln(['export', run, '--to', form])).stdout;
/** Answers of an OpenAI client to the inputs, each in a message. */
const answersOf = async (
  url: string,
  write: (input: string) => { readonly model: string; readonly content: string },
): Promise<readonly string[]> => {
  const client = new OpenAI({ baseURL: url, apiKey: 'EMPTY', maxRetries: 0 });
  return Promise.all(
    inputs.map(async (input) => {
      const { model, content } = write(input);
      const messages = [{ role: 'user' as const, content }];
      const { choices } = await client.chat.completions.create({ model, messages });
      return choices[0]?.message.content ?? '';
    }),
  );
};

it('the table is described in at most eight lines of YAML', async () => {
  const lines = (await readFile(dataset, 'utf8')).trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(8);
});

describe('ten support tickets are answered alike', () => {
  it('by dln predict', async () => {
    const { stdout } = await runDln(['predict', run, '--json', ...inputs]);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { output: string }).output)).toEqual(TARGETS);
  });

  it('by a network trained in a program, whose prompt is the same', async () => {
    const provider = createOpenAICompatible({ name: 'support', baseURL: endpoint.url });
    const own = join(folder, 'program');
    const { network, parameters } = await trainNetwork({
      data: dataset,
      model: provider('answering'),
      iterations: 4,
      settings: { numPSamples: 4 },
      runDirectory: own,
    });
    expect(parameters.map(({ instruction }) => instruction)).toEqual([INSTRUCTION]);
    expect((await network.predict([...inputs])).map(({ output }) => output)).toEqual(TARGETS);
    const saved = JSON.parse(await readFile(join(own, 'network.json'), 'utf8')) as unknown;
    expect((await exportNetwork(saved, { to: 'prompt' })).text).toBe(await exportTo('prompt'));
  });

  it('by the prompt', async () => {
    const prompt = await exportTo('prompt');
    const write = (input: string) => ({
      model: 'answering',
      content: prompt.trim().replace('{{input}}', () => input),
    });
    expect(await answersOf(endpoint.url, write)).toEqual(TARGETS);
  });

  it('by the request body, sent with fetch', async () => {
    const body = await exportTo('openai');
    const answers = inputs.map(async (input) => {
      const filled = JSON.parse(body, (_, value: unknown) =>
        typeof value === 'string' ? value.replace('{{input}}', () => input) : value,
      ) as unknown;
      const headers = { 'content-type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify(filled) };
      const reply = (await (await fetch(`${endpoint.url}/chat/completions`, request)).json()) as {
        readonly choices: readonly { readonly message: { readonly content: string } }[];
      };
      return reply.choices[0]?.message.content;
    });
    expect(await Promise.all(answers)).toEqual(TARGETS);
  });

  it('by the TypeScript module, with generateText of the AI SDK', async () => {
    const file = join(folder, 'network.ts');
    await writeFile(file, await exportTo('ai-sdk'));
    const { answer } = (await import(pathToFileURL(file).href)) as {
      readonly answer: (
        input: string,
        call: (call: { readonly prompt: string }) => Promise<{ readonly text: string }>,
      ) => Promise<{ readonly output: string; readonly className: string | null }>;
    };
    const model = createOpenAICompatible({ name: 'support', baseURL: endpoint.url })('answering');
    const answers = inputs.map((input) =>
      answer(input, (call) => generateText({ model, ...call })),
    );
    const names = (await Promise.all(answers)).map(({ className }) => className);
    expect(names).toEqual(TARGETS);
  });

  it('by the Python file, with the openai package', { timeout: 240_000 }, async ({ skip }) => {
    const python = await findPython();
    if (python.path === undefined) return skip(python.reason);
    await writeFile(join(folder, 'support.py'), await exportTo('python'));
    const program =
      'import json, sys, support; print(json.dumps([support.answer(text)["class_name"] for text in json.loads(sys.argv[1])]))';
    const args = ['-c', program, JSON.stringify(inputs)];
    const answers = await runPython(python.path, args, { PYTHONPATH: folder });
    expect(JSON.parse(answers)).toEqual(TARGETS);
  });

  it('by dln serve', async () => {
    const served = await serveDln([run, '--name', 'support'], { cacheFolder: folder });
    const [url = ''] = served.lines;
    expect(await answersOf(url, (content) => ({ model: 'support', content }))).toEqual(TARGETS);
    await served.stop();
  });
});
