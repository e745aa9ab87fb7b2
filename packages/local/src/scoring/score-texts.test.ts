import { promptText, type ScoreTextRequest, UnscorableTextError } from '@dln/llm';
import { RandomState } from '@dln/random';
import { afterAll, describe, expect, it } from 'vitest';
import { ContextOverflowError } from '../context-overflow-error.ts';
import { createLocalModel } from '../create-local-model.ts';
import { tinyLogProbabilities } from '../testing/tiny-forward.ts';
import { SHAPE } from '../testing/tiny-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

/** Letters that the tiny vocabulary never merges, so each is the token of its byte. */
const LETTERS = 'bcdfgmpqvwxyz';
const END_TOKEN = file.vocabularySize - 1;

const random = new RandomState(7);
const word = (length: number): string => random.choices(Array.from(LETTERS), length).join('');

/** The score by the definition of the architecture. */
function expected({ context, continuation }: ScoreTextRequest): readonly number[] {
  const tokens = [END_TOKEN, ...Buffer.from(promptText(context) + continuation)];
  const rows = tinyLogProbabilities(tokens, file.weights);
  return [...Buffer.from(continuation)].map(
    (token, index) => rows[promptText(context).length + index]?.[token] ?? NaN,
  );
}

/** Weights are the same to the last bit, but the engine keeps keys and values in half precision. */
const TOLERANCE = 0.01;

function expectClose(values: readonly number[], exact: readonly number[]): void {
  expect(values).toHaveLength(exact.length);
  const differences = values.map((value, index) => Math.abs(value - (exact[index] ?? NaN)));
  expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
}

const contexts = Array.from({ length: 5 }, (_, index) => word(10) + word(5 * index));
const requests = contexts.flatMap((context) =>
  [1, 1, 2, 3, 8].map((length) => ({ context, continuation: word(length) })),
);

async function score(texts: readonly ScoreTextRequest[]): Promise<readonly (readonly number[])[]> {
  return (await model.scoreText(texts)).map(({ logProbabilities }) => logProbabilities);
}

describe('scoreText', () => {
  it('agrees with the definition of the model within 0.01 nats', async () => {
    const scores = await score(requests);
    for (const [index, request] of requests.entries()) {
      expectClose(scores[index] ?? [], expected(request));
    }
  });

  it('scores each text as it does alone, to the last bit', async () => {
    const together = await score(requests);
    for (const [index, request] of requests.entries()) {
      expect(await score([request])).toEqual([together[index]]);
    }
  });

  it('scores texts the same in any order', async () => {
    const order = new RandomState(3).permutation(requests.length);
    const shuffled = await score(order.map((index) => requests[index] as ScoreTextRequest));
    const straight = await score(requests);
    expect(shuffled).toEqual(order.map((index) => straight[index]));
  });

  it.each([
    { sequences: 1, threads: 1 },
    { sequences: 4, threads: 1 },
    { sequences: 16, threads: 2 },
  ])('scores texts the same with $sequences sequences and $threads threads', async (options) => {
    await using other = createLocalModel({ path: file.path, ...options });
    const long = Array.from({ length: 8 }, () => ({ context: word(90), continuation: word(5) }));
    expect(
      (await other.scoreText([...requests, ...long])).map((each) => each.logProbabilities),
    ).toEqual(await score([...requests, ...long]));
  });

  it('scores a text the same after others were written in the same sequence', async () => {
    const text = { context: 'bcd', continuation: 'xyz' };
    const before = await score([text]);
    await model.generate([{ prompt: 'bcd' }], { maxTokens: 9 });
    const [reply] = await model.generate([{ prompt: 'bcd', seed: 4 }], {
      temperature: 1,
      maxTokens: 30,
    });
    const written = { context: 'bcd', continuation: reply?.text ?? '' };
    await using other = createLocalModel({ path: file.path, threads: 1 });
    const [fresh] = await other.scoreText([written]);
    expect(await score([written])).toEqual([fresh?.logProbabilities]);
    expect(await score([text])).toEqual(before);
  });

  it('splits context and continuation as the request does', async () => {
    // Together, `t` and `he` would be one token.
    const [split, whole] = await model.scoreText([
      { context: 'x t', continuation: 'he' },
      { context: 'x', continuation: ' the' },
    ]);
    expect(split?.logProbabilities).toHaveLength(2);
    expect(whole?.logProbabilities).toHaveLength(1);
  });

  it('evaluates each distinct prefix once', async () => {
    await using fresh = createLocalModel({ path: file.path, threads: 1 });
    await fresh.scoreText(requests);
    const prefixes = new Set(
      requests.flatMap(({ context, continuation }) => {
        const evaluated = context + continuation.slice(0, -1);
        return Array.from({ length: evaluated.length + 1 }, (_, end) => evaluated.slice(0, end));
      }),
    );
    const { tokensEvaluated, distinctPrefixTokens } = fresh.statistics;
    expect(distinctPrefixTokens).toBe(prefixes.size);
    // A row alone in its batch gets company.
    expect(tokensEvaluated / distinctPrefixTokens).toBeGreaterThanOrEqual(1);
    expect(tokensEvaluated / distinctPrefixTokens).toBeLessThan(1.1);
  });

  it('evaluates nothing but the new part of a text that it has just scored', async () => {
    const context = word(100);
    await model.scoreText([{ context, continuation: 'bb' }]);
    const before = model.statistics.tokensEvaluated;
    await model.scoreText([{ context, continuation: 'cc' }]);
    expect(model.statistics.tokensEvaluated - before).toBe(2);
  });

  it('scores a text after nothing, as the beginning of a text', async () => {
    const request = { context: '', continuation: 'bcd' };
    const [scored] = await score([request]);
    expectClose(scored ?? [], expected(request));
  });

  it('reports each score as soon as it is known, with the index of its request', async () => {
    const heard: number[] = [];
    await model.scoreText(
      ['zz', 'bb', 'zz'].map((continuation) => ({ context: '', continuation })),
      { onResult: (_, index) => heard.push(index) },
    );
    expect(heard).toEqual([1, 0, 2]);
  });

  it('asks nothing again for a text that stands there twice', async () => {
    const text = { context: word(4), continuation: 'bcd' };
    const [first, second] = await model.scoreText([text, text]);
    expect(first?.usage).toEqual({ promptTokens: 8, completionTokens: 0 });
    expect(second?.usage).toEqual({ promptTokens: 0, completionTokens: 0, requests: 0 });
  });

  it('fills the context to the last token, and reports the lengths of a longer text', async () => {
    const context = word(SHAPE.contextLength - 3);
    const full = { context, continuation: 'bc' };
    const [scored] = await score([full]);
    expectClose(scored ?? [], expected(full));
    const overflow = model.scoreText([
      { context: 'b', continuation: 'b' },
      { context, continuation: 'bcd' },
    ]);
    await expect(overflow).rejects.toThrow(ContextOverflowError);
    await expect(overflow).rejects.toThrow(
      'A text has 193 tokens, 190 in the context and 3 after it, but the model’s ' +
        'context holds 192.',
    );
  });

  it('refuses a text without tokens', async () => {
    const empty = model.scoreText([{ context: 'b', continuation: '' }]);
    await expect(empty).rejects.toThrow(UnscorableTextError);
  });

  it('ends between two texts when its signal aborts, and works on', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const heard: number[] = [];
    const call = model.scoreText(requests, {
      signal: controller.signal,
      onResult(_, index) {
        heard.push(index);
        controller.abort(reason);
      },
    });
    await expect(call).rejects.toBe(reason);
    expect(heard.length).toBeLessThan(requests.length);
    expect(await score(requests.slice(0, 1))).toHaveLength(1);
  });
});
