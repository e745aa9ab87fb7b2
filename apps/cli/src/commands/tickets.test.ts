import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createChatModel } from '@dln/llm';
import { trainNetwork } from '@dln/run';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPython, runPython } from '../testing/find-python.ts';
import { runDln } from '../testing/run-dln.ts';
import { serveDln } from '../testing/serve-dln.ts';
import {
  type AnsweringEndpoint,
  type AnsweringOptions,
  startAnsweringEndpoint,
} from '../testing/start-answering-endpoint.ts';

const example = join(import.meta.dirname, '../../../../examples/tickets');
const { default: describeTicket } = (await import(
  pathToFileURL(join(example, 'structured-model.mjs')).href
)) as { readonly default: (prompt: string, options: AnsweringOptions) => string };

const inputs = [
  'Title: Help with the billing\n\nHello,\nThe billing is down for everybody, and we lose orders.\nAda',
  'Title: About my phone app\n\nWhere do I change my address? Ben, ticket 1007',
];
const values = [
  { priority: 1, product: 'billing', sender: 'Ada' },
  { priority: 3, product: 'phone app', sender: 'Ben' },
];
const settings = { numPSamples: 4, maxDevSize: 20, maxTestSize: 20 };
const flags =
  '--one-layer --iters 2 --num-p-samples 4 --max-dev-size 20 --max-test-size 20 --api chat --output-scoring-function accuracy'.split(
    ' ',
  );

interface Summary {
  readonly baselineAccuracy: number;
  readonly testAccuracy: number;
  readonly test: { readonly valid: { readonly share: number; readonly baseline: number } };
}

let folder = '';
let run = '';
let endpoint: AnsweringEndpoint;
let summary: Summary;
let messages = '';
beforeAll(async () => {
  endpoint = await startAnsweringEndpoint(describeTicket, { refusesSchemas: true });
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-tickets-'));
  run = join(folder, 'run');
  const args = [
    '--dataset',
    join(example, 'structured.yaml'),
    '--out-dir',
    run,
    '--json',
    ...flags,
  ];
  const { status, stdout, stderr } = await runDln(['train', ...args]);
  expect([status, status === 0 ? '' : stderr.slice(0, 2000)]).toEqual([0, '']);
  summary = JSON.parse(stdout) as Summary;
  messages = stderr;
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const exportTo = async (form: string): Promise<string> => {
  const { status, stdout, stderr } = await runDln(['export', run, '--to', form]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return stdout;
};
const ask = async (content: string, format?: object): Promise<unknown> => {
  const client = new OpenAI({ baseURL: endpoint.url, apiKey: 'EMPTY' });
  const body = { model: 'answering', messages: [{ role: 'user' as const, content }], ...format };
  const reply = await client.chat.completions.create(body);
  return JSON.parse(reply.choices[0]?.message.content ?? '') as unknown;
};

describe('tickets with several target fields', () => {
  it('are described in eight lines of YAML at most', async () => {
    const lines = (await readFile(join(example, 'structured.yaml'), 'utf8')).trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(8);
  });

  it('are learned by command: valid answers and field accuracy, before and after', () => {
    expect(summary.test.valid.baseline).toBeLessThan(0.7);
    expect(summary.baselineAccuracy).toBeLessThan(0.5);
    expect([summary.test.valid.share, summary.testAccuracy]).toEqual([1, 1]);
    expect(messages).toContain('refuses response_format (json_schema is not supported)');
  });

  it('are learned by program, to the same prompt', { timeout: 120_000 }, async () => {
    const { network, parameters } = await trainNetwork({
      data: join(example, 'structured.yaml'),
      model: createChatModel({ model: 'answering', apiKey: 'EMPTY', baseUrl: endpoint.url }),
      iterations: 2,
      settings,
    });
    expect(parameters[0]?.instruction).toContain('Write only JSON.');
    expect((await network.predict(inputs)).map(({ value }) => value)).toEqual(values);
  });

  it('are predicted as values', async () => {
    const { stdout } = await runDln(['predict', run, '--json', ...inputs]);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { value: unknown }).value)).toEqual(values);
  });
});

describe('every other way gives the same values', () => {
  it('prompt and openai', async () => {
    const prompt = await exportTo('prompt');
    const { messages: body, response_format: format } = JSON.parse(await exportTo('openai')) as {
      readonly messages: readonly [{ readonly content: string }];
      readonly response_format: unknown;
    };
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
    for (const [index, input] of inputs.entries()) {
      expect(await ask(prompt.trim().replace('{{input}}', () => input))).toEqual(values[index]);
      expect(await ask(body[0].content.replace('{{input}}', () => input))).toEqual(values[index]);
    }
  });

  it('ai-sdk, whose call of the last layer has the schema', async () => {
    const file = join(folder, 'network.ts');
    await writeFile(file, await exportTo('ai-sdk'));
    const { answer } = (await import(pathToFileURL(file).href)) as {
      readonly answer: (
        input: string,
        call: (call: { prompt: string; schema?: object }) => Promise<{ text: string }>,
      ) => Promise<{ value: unknown }>;
    };
    const schemas: unknown[] = [];
    for (const [index, input] of inputs.entries()) {
      const { value } = await answer(input, async ({ prompt, schema }) => {
        schemas.push(schema);
        return { text: `\`\`\`json\n${JSON.stringify(await ask(prompt))}\n\`\`\`` };
      });
      expect(value).toEqual(values[index]);
    }
    expect(schemas[0]).toMatchObject({ required: ['priority', 'product', 'sender'] });
  });

  it('python', { timeout: 240_000 }, async ({ skip }) => {
    const python = await findPython();
    if (python.path === undefined) return skip(python.reason);
    // The endpoint refuses schemas, which the exported file would send.
    const text = (await exportTo('python')).replace(/,"response_format":.*(?=\},$)/m, '');
    await writeFile(join(folder, 'exported.py'), text);
    const program =
      'import json, sys, exported; print(json.dumps([exported.answer(text)["value"] for text in json.loads(sys.argv[1])]))';
    const args = ['-c', program, JSON.stringify(inputs)];
    const written = await runPython(python.path, args, { PYTHONPATH: folder });
    expect(JSON.parse(written)).toEqual(values);
    // Python's own reader takes NaN for a number.
    const reader =
      'import json, exported; print(json.dumps([exported._value(text) for text in (\'{"a": 1}\', \'{"a": NaN}\', "-Infinity")]))';
    const read = await runPython(python.path, ['-c', reader], { PYTHONPATH: folder });
    expect(JSON.parse(read)).toEqual([{ a: 1 }, null, null]);
  });

  it('served, with the schema in the request or without it', { timeout: 120_000 }, async () => {
    const served = await serveDln([run], { cacheFolder: folder });
    const [url = ''] = served.lines;
    const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 });
    const [model] = (await client.models.list()).data;
    const schema = JSON.parse(
      await readFile(join(example, 'fields.schema.json'), 'utf8'),
    ) as Record<string, unknown>;
    for (const [index, content] of inputs.entries()) {
      const asked = { model: model?.id ?? '', messages: [{ role: 'user' as const, content }] };
      const plain = await client.chat.completions.create(asked);
      const typed = await client.chat.completions.create({
        ...asked,
        response_format: { type: 'json_schema', json_schema: { name: 'ticket', schema } },
      });
      for (const { choices } of [plain, typed])
        expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual(values[index]);
    }
    await served.stop();
  });
});
