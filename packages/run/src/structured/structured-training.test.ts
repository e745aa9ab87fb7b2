import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChatModel, fromFunction } from '@dln/llm';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { trainNetwork } from '../program/train-network.ts';

const output = z.object({ stars: z.int().min(1).max(5), word: z.string() });
const words = ['bad', 'poor', 'fair', 'good', 'great'];
const rows = Array.from({ length: 24 }, (_, at) => {
  const stars = 1 + (at % 5);
  const word = words[stars - 1] ?? '';
  return { text: `Review ${at}: the soup was ${word}.`, stars, word };
});
const data = { data: rows, input: '{{text}}', targets: ['stars', 'word'], output };
const small = {
  iterations: 1,
  settings: { numPSamples: 3, batchSize: 6, maxDevSize: 6, maxTestSize: 6 },
};
const proposals = ['Guess.', 'Read the word. Write JSON only.', 'Hurry.'];

/** Reads reviews right once it is told to; talks unless it is told or made not to. */
function answer(prompt: string, seed: number, isForced: boolean): string {
  if (prompt.includes('## ')) return proposals[seed % proposals.length] ?? '';
  const word =
    /the soup was (\w+)\.\s*$/m.exec(prompt.slice(prompt.lastIndexOf('Review ')))?.[1] ?? '';
  const stars = prompt.includes('Read the word') ? words.indexOf(word) + 1 : 1;
  const json = JSON.stringify({ stars, word });
  return isForced || prompt.includes('JSON only') ? json : `Well, ${json}`;
}

interface ChatBody {
  readonly messages: readonly { readonly content: string }[];
  readonly seed?: number;
  readonly response_format?: {
    readonly json_schema: { readonly schema: unknown; readonly strict: boolean };
  };
}

async function startChat(followsSchemas: boolean) {
  const formats: ChatBody['response_format'][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatBody;
      const format = body.response_format;
      if (format) formats.push(format);
      const isRefused = format !== undefined && !followsSchemas;
      response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
      const content = answer(body.messages[0]?.content ?? '', body.seed ?? 0, format !== undefined);
      response.end(
        JSON.stringify(
          isRefused
            ? {
                error: {
                  message: "'response_format' of this type is not supported",
                  param: 'response_format',
                },
              }
            : {
                choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
                usage: { prompt_tokens: 9, completion_tokens: 9 },
              },
        ),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    formats,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'structured-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('structured answers', () => {
  it('are learned and typed, at an endpoint that follows schemas', async () => {
    await using server = await startChat(true);
    const model = createChatModel({ model: 'm', apiKey: 'k', baseUrl: server.baseUrl });
    const result = await trainNetwork({ ...data, ...small, model });
    const { value } = await result.network.predict('Review 99: the soup was good.');
    expectTypeOf(value).toEqualTypeOf<{ stars: number; word: string } | undefined>();
    expect(value).toEqual({ stars: 4, word: 'good' });
    expect(result.testAccuracy).toBe(1);
    expect(result.baselineAccuracy).toBeLessThan(0.8);
    expect(new Set(server.formats.map((format) => format?.json_schema.strict))).toEqual(
      new Set([true]),
    );
    expect(result.notes.filter((note) => /response_format|structured-output/.test(note))).toEqual(
      [],
    );
  }, 60_000);

  it('are learned by the prompt alone at one that refuses schemas, and a note says so', async () => {
    await using server = await startChat(false);
    const notes: string[] = [];
    const model = createChatModel({
      model: 'm',
      apiKey: 'k',
      baseUrl: server.baseUrl,
      onRefusal: ({ parameter }) => notes.push(parameter),
    });
    const result = await trainNetwork({ ...data, ...small, model });
    expect(result.parameters[0]?.instruction).toBe('Read the word. Write JSON only.');
    expect([result.baselineAccuracy, result.testAccuracy]).toEqual([0, 1]);
    expect(notes).toEqual(['response_format']);
  }, 60_000);

  it('are the same after a stop, and a run with another schema is another run', async () => {
    const model = fromFunction((prompt, { seed = 0 }) => answer(prompt, seed, false), {
      id: 'fake',
    });
    const runDirectory = join(folder, 'run');
    const all = { ...data, ...small, model, runDirectory };
    const stopped = await trainNetwork({ ...all, budget: { maxRequests: 14 } });
    expect(stopped.stopped).toBe('budget');
    const resumed = await trainNetwork(all);
    expect([resumed.stopped, resumed.testAccuracy]).toEqual([null, 1]);
    expect(resumed.notes).toContain(
      'function:fake has no structured-output mode: the prompt asks for JSON of the schema, and each answer is checked',
    );
    const other = z.object({ stars: z.int(), word: z.string() });
    await expect(trainNetwork({ ...all, output: other })).rejects.toThrow('outputSchema');
  }, 60_000);
});

describe('what cannot be trained', () => {
  const model = fromFunction(() => 'never asked', { id: 'fake' });

  it('are targets that do not match the schema', async () => {
    const bad = [...rows, { text: 'Review x', stars: 9, word: 'odd' }];
    await expect(trainNetwork({ ...data, ...small, data: bad, model })).rejects.toThrow(
      /^Target \d+ of (train|dev|test) of examples does not fit the output schema: .*\/stars: 9 is greater than 5\. Correct the data or the schema\.$/,
    );
  });

  it('are classes beside a schema, and the preset reference', async () => {
    const classes = ['{"stars":1,"word":"bad"}', 'other'];
    await expect(
      trainNetwork({
        ...small,
        data: [
          { input: 'a', target: 'other' },
          { input: 'b', target: 'other' },
          { input: 'c', target: 'other' },
          { input: 'd', target: 'other' },
        ],
        classes,
        output,
        model,
      }),
    ).rejects.toThrow('has classes and an output schema');
    await expect(
      trainNetwork({ ...data, model, settings: { preset: 'reference' } }),
    ).rejects.toThrow('needs `preset: standard`');
  });

  it('is a value that is no schema, or a schema without a JSON Schema', async () => {
    await expect(trainNetwork({ ...data, model, output: { type: 'strng' } })).rejects.toThrow(
      'The output schema cannot be used',
    );
    const date = z.object({ stars: z.date() });
    await expect(trainNetwork({ ...data, model, output: date })).rejects.toThrow(
      'cannot be written as JSON Schema',
    );
  });
});
