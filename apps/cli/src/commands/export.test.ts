import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClass } from '@dln/losses';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPython, type FoundPython, runPython } from '../testing/find-python.ts';
import { runDln } from '../testing/run-dln.ts';
import { serveDln } from '../testing/serve-dln.ts';
import {
  type AnsweringEndpoint,
  startAnsweringEndpoint,
} from '../testing/start-answering-endpoint.ts';

// A table of support tickets, made by rule: the priority follows from the words of the title.
const urgent = ['The site is down', 'Payments fail', 'Data is lost'];
const calm = ['Please change my name', 'A typo on the page', 'How do I export?'];
const rows = Array.from({ length: 36 }, (_, index) => {
  const isUrgent = index % 2 === 0;
  const titles = isUrgent ? urgent : calm;
  const title = titles[index % 3] ?? '';
  return `"${title} (ticket ${index})",${isUrgent ? 'high' : 'low'}`;
});
const inputs = [
  'The site is down again',
  'A typo on the page, "here"',
  'Payments fail\n\nsince noon',
];

/**
 * The model finds the words only if it is told to look at the title; it answers in its own ways.
 */
const answerTicket = (prompt: string): string => {
  const current = prompt.split('\n\n\n').at(-1) ?? prompt;
  if (/instruction/i.test(prompt) && !current.includes('Answer:')) return 'Look at the title.';
  if (!/ticket|title|down|fail|typo|lost|name|export/i.test(current)) return 'unsure';
  return /down|fail|lost/.test(current) ? ' Urgent. ' : 'LOW\n\nbecause nothing is broken';
};

let folder = '';
let run = '';
let endpoint: AnsweringEndpoint;
let expected: readonly string[] = [];
let python: FoundPython;
beforeAll(async () => {
  endpoint = await startAnsweringEndpoint(answerTicket);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-export-'));
  run = join(folder, 'tickets-run');
  await writeFile(join(folder, 'tickets.csv'), `${['input,target', ...rows].join('\n')}\n`);
  await writeFile(
    join(folder, 'tickets.yaml'),
    'instruction: How urgent is the ticket?\nclasses: [high|urgent, low]\nfile: tickets.csv\n',
  );
  const small =
    '--one-layer --iters 1 --batch-size 4 --num-p-samples 2 --api chat --output-scoring-function accuracy'.split(
      ' ',
    );
  const args = ['--dataset', join(folder, 'tickets.yaml'), '--out-dir', run, ...small];
  const { status, stderr } = await runDln(['train', ...args]);
  expect([status, stderr.slice(0, status === 0 ? 0 : 2000)]).toEqual([0, '']);
  const { stdout } = await runDln(['predict', run, '--json', ...inputs]);
  expected = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { output: string }).output);
  python = await findPython();
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
const client = (): OpenAI => new OpenAI({ baseURL: endpoint.url, apiKey: 'EMPTY' });
const classOf = (text: string): string => {
  const index = readClass(text, [['high', 'urgent'], ['low']]);
  return index === 0 ? 'high' : index === 1 ? 'low' : text;
};

it('answers tickets by their words', () => {
  expect(expected.map(classOf)).toEqual(['high', 'low', 'high']);
});

describe('every export gets the answers that dln predict gives', () => {
  it('prompt', async () => {
    const prompt = await exportTo('prompt');
    for (const [index, input] of inputs.entries()) {
      const content = prompt.trim().replace('{{input}}', () => input);
      const messages = [{ role: 'user' as const, content }];
      const reply = await client().chat.completions.create({ model: 'answering', messages });
      const text = reply.choices[0]?.message.content ?? '';
      expect(classOf(text)).toBe(classOf(expected[index] ?? ''));
    }
  });

  it('openai', async () => {
    const body = JSON.parse(await exportTo('openai')) as {
      readonly model: string;
      readonly messages: readonly { readonly content: string }[];
    };
    for (const [index, input] of inputs.entries()) {
      const messages = body.messages.map(({ content }) => ({
        role: 'user' as const,
        content: content.replace('{{input}}', () => input),
      }));
      const reply = await client().chat.completions.create({ ...body, messages });
      const text = reply.choices[0]?.message.content ?? '';
      expect(classOf(text)).toBe(classOf(expected[index] ?? ''));
    }
  });

  it('python', { timeout: 240_000 }, async ({ skip }) => {
    if (python.path === undefined) return skip(python.reason);
    const file = join(folder, 'network.py');
    await writeFile(file, await exportTo('python'));
    for (const [index, input] of inputs.entries())
      expect(await runPython(python.path, [file, input])).toBe(`${expected[index] ?? ''}\n`);
  });

  it('python reads no other class than dln predict', { timeout: 240_000 }, async ({ skip }) => {
    if (python.path === undefined) return skip(python.reason);
    await writeFile(join(folder, 'tickets.py'), await exportTo('python'));
    const texts = [
      ...['high', ' Urgent.', '**LOW**', '(low)', '"High!"', 'ＬＯＷ', 'low\n\nbecause high costs'],
      ...['The answer is high.', 'high or low', 'not high', '', 'lowest', '<think>low</think>high'],
      ...[
        'low\nQuestion: is it high?',
        'Input: high',
        '\n\nhigh\nlow',
        '- low',
        'hi gh',
        '« low »',
      ],
    ];
    const program =
      'import json, sys, tickets; print(json.dumps([tickets.read_class(text) for text in json.loads(sys.argv[1])]))';
    const environment = { PYTHONPATH: folder };
    const args = ['-c', program, JSON.stringify(texts)];
    const read = JSON.parse(await runPython(python.path, args, environment)) as readonly unknown[];
    for (const [index, text] of texts.entries())
      if (read[index] !== null) expect([text, read[index]]).toEqual([text, classOf(text)]);
    expect(read.slice(0, 7)).toEqual(['high', 'high', 'low', 'low', 'high', 'low', 'low']);
  });

  it(
    'served, under the openai client of Python: plain, streamed, 32 at a time, gone, and wrong',
    { timeout: 240_000 },
    async ({ skip }) => {
      if (python.path === undefined) return skip(python.reason);
      const served = await serveDln([run], { cacheFolder: folder });
      const [url = ''] = served.lines;
      const program = join(folder, 'client.py');
      await writeFile(
        program,
        `import asyncio, json, sys
from openai import AsyncOpenAI, BadRequestError, NotFoundError, OpenAI
url, inputs = sys.argv[1], json.loads(sys.argv[2])
client = OpenAI(base_url=url, api_key="none", max_retries=0)
model = client.models.list().data[0].id
def ask(text, **more):
    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}], **more)
plain = [ask(text).choices[0].message.content for text in inputs]
streamed = ["".join(chunk.choices[0].delta.content or "" for chunk in ask(text, stream=True)) for text in inputs]
for chunk in ask(inputs[0], stream=True):
    break
async def many():
    other = AsyncOpenAI(base_url=url, api_key="none", max_retries=0)
    asked = [other.completions.create(model=model, prompt=inputs[index % len(inputs)]) for index in range(32)]
    return [reply.choices[0].text for reply in await asyncio.gather(*asked)]
errors = []
for call in (lambda: ask(inputs[0], n=2), lambda: client.completions.create(model="gpt-4", prompt="x")):
    try:
        call()
    except (BadRequestError, NotFoundError) as error:
        errors.append([type(error).__name__, error.code])
print(json.dumps({"plain": plain, "streamed": streamed, "many": asyncio.run(many()), "errors": errors}))
`,
      );
      const printed = await runPython(python.path, [program, url, JSON.stringify(inputs)]);
      expect(JSON.parse(printed)).toEqual({
        plain: expected,
        streamed: expected,
        many: Array.from({ length: 32 }, (_, index) => expected[index % inputs.length]),
        errors: [
          ['BadRequestError', 'unsupported_parameter'],
          ['NotFoundError', 'model_not_found'],
        ],
      });
      await served.stop();
    },
  );
});

it('writes a file, and replaces none unasked', async () => {
  const file = join(folder, 'network.ts');
  const args = ['export', run, '--to', 'ai-sdk', '--output', file];
  expect(await runDln(args)).toMatchObject({
    status: 0,
    stdout: '',
    stderr: expect.stringContaining(`${file} written\n`),
  });
  const text = await readFile(file, 'utf8');
  expect(text).toContain('export async function answer(');
  expect(await runDln(args)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${file} exists; name another file as --output`),
  });
  expect((await runDln([...args, '--force'])).status).toBe(0);
});
