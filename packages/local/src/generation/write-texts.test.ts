import type { Generation, ScoredToken } from '@dln/llm';
import { RandomState } from '@dln/random';
import { afterAll, describe, expect, it } from 'vitest';
import { ContextOverflowError } from '../context-overflow-error.ts';
import { createLocalModel } from '../create-local-model.ts';
import type { LocalModel } from '../local-model.ts';
import { tinyLogProbabilities } from '../testing/tiny-forward.ts';
import { SHAPE } from '../testing/tiny-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

const random = new RandomState(11);
const word = (length: number): string =>
  random.choices(Array.from('bcdfgmpqvwxyz'), length).join('');

/** Prompts of several lengths, some with a common beginning, each with a seed. */
const requests = Array.from({ length: 21 }, (_, index) => ({
  prompt: `${index % 2 === 0 ? 'bcdfg' : ''}${word(1 + (index % 7))}`,
  seed: 100 + index,
}));
const sampling = { temperature: 1, topP: 0.95, maxTokens: 25 };

const textsOf = (replies: readonly Generation[]): string[] => replies.map(({ text }) => text);

/**
 * Whether the drawn tokens equal the tokenized text: no mergeable tokens, no parts of a character.
 */
function isReadAsWritten(text: string, tokens: readonly ScoredToken[]): boolean {
  const couldMerge = tokens.some(({ token }, index) =>
    /^(th|the|in|on|er|as)$/.test(token + (tokens[index + 1]?.token ?? '')),
  );
  return !couldMerge && !/[ \uFFFD]/.test(text);
}

describe('generate', () => {
  it('takes the most likely token each time at temperature 0', async () => {
    const [reply] = await model.generate([{ prompt: 'xyz' }], {
      maxTokens: 6,
      logProbabilities: true,
    });
    const written = reply?.tokens?.map(({ token }) => token) ?? [];
    expect(written.join('')).toBe(reply?.text);
    // Token by token, by the definition of the model; all are single characters here.
    const tokens = [file.vocabularySize - 1, ...Buffer.from('xyz')];
    for (const token of written) {
      const last = tinyLogProbabilities(tokens, file.weights).at(-1) ?? [];
      const best = last.indexOf(Math.max(...last));
      expect(String.fromCharCode(best)).toBe(token);
      tokens.push(best);
    }
    expect(written).toHaveLength(6);
  });

  it('writes the same text for the same seed, alone and among others, in any order', async () => {
    const together = textsOf(await model.generate(requests, sampling));
    const order = new RandomState(5).permutation(requests.length);
    const shuffled = order.map((index) => requests[index] ?? { prompt: '' });
    expect(textsOf(await model.generate(shuffled, sampling))).toEqual(
      order.map((index) => together[index]),
    );
    for (const [index, request] of requests.slice(0, 8).entries()) {
      expect(textsOf(await model.generate([request], sampling))).toEqual([together[index]]);
    }
    expect(new Set(together).size).toBeGreaterThan(15);
  });

  it.each([
    { sequences: 1, threads: 1 },
    { sequences: 3, threads: 1 },
    { sequences: 16, threads: 2 },
  ])('writes the same with $sequences sequences and $threads threads', async (options) => {
    await using other = createLocalModel({ path: file.path, ...options });
    expect(textsOf(await other.generate(requests, sampling))).toEqual(
      textsOf(await model.generate(requests, sampling)),
    );
  });

  it('draws tokens as often as they are likely', async () => {
    const many = Array.from({ length: 400 }, (_, seed) => ({ prompt: 'bcd', seed }));
    const replies = textsOf(await model.generate(many, { temperature: 1, maxTokens: 1 }));
    const [distribution] = await model.nextToken(['bcd'], { top: 3 });
    for (const { token, logProbability } of distribution?.top ?? []) {
      const share = replies.filter((text) => text === token).length / many.length;
      const expected = Math.exp(logProbability);
      // Four standard deviations.
      expect(Math.abs(share - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / many.length),
      );
    }
  });

  it('keeps to the nucleus', async () => {
    const many = Array.from({ length: 60 }, (_, seed) => ({ prompt: 'bcd', seed }));
    const narrow = await model.generate(many, { temperature: 1, topP: 0.01, maxTokens: 4 });
    const [greedy] = await model.generate([{ prompt: 'bcd' }], { maxTokens: 4 });
    expect(new Set(textsOf(narrow))).toEqual(new Set([greedy?.text]));
  });

  it('draws different replies to equal prompts that share the seed of the call', async () => {
    const equal = Array.from({ length: 4 }, () => ({ prompt: 'bcd' }));
    const once = textsOf(await model.generate(equal, { ...sampling, seed: 3 }));
    const again = textsOf(await model.generate(equal, { ...sampling, seed: 3 }));
    expect(new Set(once).size).toBe(4);
    expect(again).toEqual(once);
  });

  it('draws seeds from its stream if call and request have none', async () => {
    const create = (seed: number): LocalModel =>
      createLocalModel({ path: file.path, threads: 1, seed });
    await using one = create(1);
    await using same = create(1);
    await using other = create(2);
    const write = async (each: LocalModel): Promise<string[]> =>
      textsOf(await each.generate([{ prompt: 'bcd' }, { prompt: 'bcd' }], sampling));
    const first = await write(one);
    expect(new Set(first).size).toBe(2);
    expect(await write(same)).toEqual(first);
    expect(await write(one)).not.toEqual(first);
    expect(await write(other)).not.toEqual(first);
  });

  it('reports the same log-probabilities for a reply’s tokens as scoring', async () => {
    const replies = await model.generate(requests, { ...sampling, logProbabilities: true });
    const scores = await model.scoreText(
      replies.map(({ text }, index) => ({
        context: requests[index]?.prompt ?? '',
        continuation: text,
      })),
    );
    const compared = replies.flatMap(({ text, tokens = [] }, index) =>
      isReadAsWritten(text, tokens) ? [{ tokens, score: scores[index] }] : [],
    );
    for (const { tokens, score } of compared) {
      expect(tokens.map(({ logProbability }) => logProbability)).toEqual(score?.logProbabilities);
    }
    expect(compared.length).toBeGreaterThan(5);
  });

  it('removes a stop text and everything after it', async () => {
    const [whole] = await model.generate([{ prompt: 'xyz' }], { maxTokens: 12 });
    const text = whole?.text ?? '';
    const stop = [text.slice(4, 6)];
    const [reply] = await model.generate([{ prompt: 'xyz' }], {
      maxTokens: 12,
      stop,
      logProbabilities: true,
    });
    const end = text.indexOf(stop[0] ?? '');
    expect(reply).toMatchObject({ text: text.slice(0, end), finishReason: 'stop' });
    expect(reply?.tokens).toHaveLength(end);
  });

  it('ends at the end token, and reports it', async () => {
    const many = Array.from({ length: 150 }, (_, seed) => ({ prompt: 'bcd', seed }));
    const replies = await model.generate(many, { temperature: 1.5, maxTokens: 60 });
    const ended = replies.filter(({ finishReason }) => finishReason === 'stop');
    expect(ended.length).toBeGreaterThan(0);
    for (const { text, usage } of ended) {
      expect(usage.completionTokens).toBeLessThan(60);
      expect(text).not.toContain('<|end|>');
    }
  });

  it('fills the context if nothing else ends a reply', async () => {
    const prompt = 'b'.repeat(SHAPE.contextLength - 11);
    const [reply] = await model.generate([{ prompt }], { maxTokens: 50 });
    expect(reply).toMatchObject({
      finishReason: 'length',
      usage: { promptTokens: SHAPE.contextLength - 10, completionTokens: 10 },
    });
  });

  it('reports the lengths if a prompt leaves no room, and generates nothing', async () => {
    const before = model.statistics;
    const long = { prompt: 'b'.repeat(SHAPE.contextLength) };
    const call = model.generate([{ prompt: 'b' }, long], { maxTokens: 1 });
    await expect(call).rejects.toThrow(ContextOverflowError);
    await expect(call).rejects.toThrow('194 tokens, 193 in the context and 1 after it');
    expect(model.statistics).toEqual(before);
  });

  it('ends between two tokens when its signal aborts, and works on', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = model.generate(requests, {
      ...sampling,
      signal: controller.signal,
      onResult: () => controller.abort(reason),
    });
    await expect(call).rejects.toBe(reason);
    const [fresh] = await model.generate(requests.slice(0, 1), sampling);
    const [again] = await model.generate(requests.slice(0, 1), sampling);
    expect(fresh).toEqual(again);
  });

  it('evaluates equal requests once, and counts them once', async () => {
    const [first, second] = await model.generate([{ prompt: 'b' }, { prompt: 'b' }], {
      maxTokens: 3,
    });
    expect(second?.text).toBe(first?.text);
    expect(second?.usage).toEqual({ promptTokens: 0, completionTokens: 0, requests: 0 });
  });

  it.each([
    [{ temperature: -1 }, 'temperature is -1; it must be a number of at least 0.'],
    [{ topP: 0 }, 'topP is 0; it must be above 0 and at most 1.'],
    [{ maxTokens: 0 }, 'maxTokens is 0; it must be an integer of at least 1.'],
  ])('refuses %o', async (options, message) => {
    await expect(model.generate([{ prompt: 'b' }], options)).rejects.toThrow(message);
  });
});
