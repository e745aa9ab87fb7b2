import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitNames } from '../example.ts';
import { loadDataset } from '../load-dataset.ts';
import { importLog, type ImportedLog } from './import-log.ts';

const options = { fileName: 'chats.jsonl' };

function read(lines: readonly unknown[], more: { readonly minRating?: number } = {}): ImportedLog {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  return importLog({ file: 'log.jsonl', text, remedy: 'Correct it.' }, { ...options, ...more });
}

const rowsOf = ({ data }: ImportedLog): readonly unknown[] =>
  data
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const chat = (question: string, answer: string, more: object = {}): object => ({
  messages: [
    { role: 'system', content: 'Judge the review.' },
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ],
  ...more,
});

describe('a log of OpenAI-style chats', () => {
  it('becomes examples with the labels as targets, and a description', () => {
    const found = read([
      chat('good soup', 'positive', { label: 'positive' }),
      chat('cold soup', 'positive', { label: 'negative' }),
      chat('fine', 'positive', { label: 'positive' }),
      chat('bad', 'negative', { label: 'negative' }),
      chat('no label', 'positive'),
    ]);
    expect(rowsOf(found)[1]).toEqual({
      input: 'cold soup',
      target: 'negative',
      output: 'positive',
      system: 'Judge the review.',
    });
    expect(found.description).toBe(
      'instruction: Judge the review.\nclasses:\n  - positive\n  - negative\nfile: chats.jsonl\n',
    );
    expect(found.notes).toEqual(['1 chats without a label are left out.']);
  });

  it('has well rated answers as targets', () => {
    const log = [
      chat('a', 'x', { rating: 5 }),
      chat('b', 'y', { rating: 3 }),
      chat('c', 'z', { rating: '1' }),
      chat('d', 'w'),
    ];
    expect(rowsOf(read(log))).toMatchObject([
      { target: 'x', rating: 5 },
      { target: 'y', rating: 3 },
    ]);
    expect(read(log).notes[0]).toContain('Answers rated 3 or more are targets; 2 chats');
    expect(rowsOf(read(log, { minRating: 4 }))).toMatchObject([{ target: 'x' }]);
    const thumbs = read([
      chat('a', 'x', { rating: 'thumbs_up' }),
      chat('b', 'y', { rating: 'bad' }),
    ]);
    expect(rowsOf(thumbs)).toMatchObject([{ input: 'a' }]);
  });

  it('reads requests with their responses, parts, and several turns', () => {
    const found = read([
      {
        request: {
          messages: [
            { role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'image_url' }] },
            { role: 'assistant', content: 'Hello' },
            { role: 'user', content: 'Who?' },
          ],
        },
        response: { choices: [{ message: { role: 'assistant', content: 'Me' } }] },
      },
    ]);
    expect(rowsOf(found)).toMatchObject([
      { input: 'User: Hi\nAssistant: Hello\nUser: Who?', target: 'Me', system: '' },
    ]);
    expect(found.notes).toEqual([
      'No chat has a label or a rating: every answer is taken as a target.',
    ]);
  });

  it('keeps different system messages as a part of the inputs', () => {
    const other = {
      messages: [
        { role: 'user', content: 'q' },
        { role: 'assistant', content: 'a' },
      ],
    };
    expect(read([chat('x', 'y'), other]).description).toContain(
      'input: |-\n  {{ system }}\n\n  {{ input }}\n',
    );
  });

  it.each([
    [[{ text: 'x' }], 'log.jsonl, line 1: is neither a GenAI span nor a chat'],
    [
      [chat('a', ''), { messages: [{ role: 'user', content: null }] }],
      'holds no chat to learn from',
    ],
  ])('is refused as %j', (lines, message) => {
    expect(() => read(lines)).toThrow(message);
  });
});

describe('a log of GenAI spans', () => {
  const messages = JSON.stringify([
    { role: 'user', parts: [{ type: 'text', content: 'cold soup' }] },
  ]);
  const answers = JSON.stringify([
    { role: 'assistant', parts: [{ type: 'text', content: 'negative' }], finish_reason: 'stop' },
  ]);
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.input.messages': messages,
    'gen_ai.output.messages': answers,
    'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 'Judge the review.' }]),
  };

  it('is read from spans with plain attributes', () => {
    expect(rowsOf(read([{ name: 'chat m', attributes }]))).toEqual([
      { input: 'cold soup', target: 'negative', output: 'negative', system: 'Judge the review.' },
    ]);
  });

  it('is read from an OTLP export, with an evaluation as an event', () => {
    const typed = Object.entries(attributes).map(([key, value]) => ({
      key,
      value: { stringValue: value },
    }));
    const score = { key: 'gen_ai.evaluation.score.value', value: { doubleValue: 0.9 } };
    const span = { name: 'chat m', attributes: typed, events: [{ attributes: [score] }] };
    const http = {
      name: 'GET',
      attributes: [{ key: 'http.method', value: { stringValue: 'GET' } }],
    };
    const found = read([{ resourceSpans: [{ scopeSpans: [{ spans: [span, http] }] }] }]);
    expect(rowsOf(found)).toMatchObject([{ input: 'cold soup', rating: 0.9 }]);
    expect(found.notes[0]).toBe('1 entry is left out: not a call of a chat model.');
  });

  it('says that the capture of messages was off', () => {
    expect(() => read([{ attributes: { 'gen_ai.operation.name': 'chat' } }])).toThrow(
      'was their capture switched on?',
    );
  });
});

it('an imported log loads as a dataset', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  const chats = Array.from({ length: 8 }, (_, at) =>
    chat(`text ${at}`, 'x', { label: at % 2 ? 'a' : 'b' }),
  );
  const { data, description } = read(chats);
  await writeFile(join(folder, 'chats.jsonl'), data);
  await writeFile(join(folder, 'chats.yaml'), description);
  const dataset = await loadDataset({ name: join(folder, 'chats.yaml'), dataDir: folder, seed: 1 });
  expect(splitNames.map((split) => dataset.size(split))).toEqual([4, 2, 2]);
  expect(dataset.instruction).toBe('Judge the review.');
  expect(dataset.examples('train')[0]?.fields).toMatchObject({ output: 'x' });
  await rm(folder, { recursive: true });
});
