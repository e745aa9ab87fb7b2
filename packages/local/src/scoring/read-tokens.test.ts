import { afterAll, expect, it } from 'vitest';
import { createLocalModel } from '../create-local-model.ts';
import { tinyLogProbabilities } from '../testing/tiny-forward.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1, format: 'plain' });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

const text = 'the east, é';

it('gives each token its text, its place and its log-probability by the definition of the model', async () => {
  const { start, encode } = await model.openTokenizer();
  const tokens = [...start, ...encode(text)];
  const [reading = []] = await model.readTokens([tokens]);
  const shown = reading.slice(start.length);
  expect(shown.map((token) => token.text)).toEqual([
    'the',
    ' east',
    ',',
    ' ',
    expect.stringMatching(/^<token \d+>$/),
    expect.stringMatching(/^<token \d+>$/),
  ]);
  expect(shown.map(({ offset }) => offset - (shown[0]?.offset ?? NaN))).toEqual([
    0, 3, 8, 9, 10, 10,
  ]);
  const expected = tinyLogProbabilities(tokens, file.weights);
  expect(reading[0]?.logProbability).toBeNull();
  for (const [index, { id, logProbability }] of reading.entries())
    if (index > 0) expect(logProbability).toBeCloseTo(expected[index - 1]?.[id] ?? NaN, 1);
});

it('agrees with scoring within rounding', async () => {
  const { start, encode } = await model.openTokenizer();
  const context = [...start, ...encode('bcd')];
  const [score] = await model.scoreText([{ context: 'bcd', continuation: text }]);
  const [reading = []] = await model.readTokens([[...context, ...encode(text)]], { top: 3 });
  const shown = reading.slice(context.length);
  expect(shown).toHaveLength(score?.logProbabilities.length ?? NaN);
  for (const [index, { logProbability }] of shown.entries())
    expect(
      Math.abs((logProbability ?? NaN) - (score?.logProbabilities[index] ?? NaN)),
    ).toBeLessThan(1e-6);
});

it('gives the most likely tokens at each place, best first', async () => {
  const { start, encode } = await model.openTokenizer();
  const tokens = [...start, ...encode('bcd')];
  const [reading = []] = await model.readTokens([tokens], { top: 3 });
  const [next] = await model.nextToken(['bc'], { top: 3 });
  const last = reading.at(-1)?.top ?? [];
  expect(last.map(({ token }) => token)).toEqual(next?.top.map(({ token }) => token));
  expect(last[0]?.logProbability).toBeCloseTo(next?.top[0]?.logProbability ?? NaN, 5);
  expect(reading[0]?.top).toEqual([]);
});

it('continues token ids as it continues their text, and gives the ids of the reply', async () => {
  const { start, encode, decode } = await model.openTokenizer();
  const tokens = [...start, ...encode('bcd')];
  const options = { maxTokens: 5 };
  const [byText] = await model.generate([{ prompt: 'bcd' }], options);
  const [byIds] = await model.generate([{ prompt: { tokens } }], options);
  expect(byIds).toEqual(byText);
  expect(byIds?.tokenIds).toHaveLength(5);
  expect(decode(byIds?.tokenIds ?? [])).toBe(byIds?.text);
});

it('knows the tokens that begin and end a text', async () => {
  const { start, startToken, endToken } = await model.openTokenizer();
  const id = file.vocabularySize - 1;
  expect([start, startToken, endToken]).toEqual([
    [id],
    { id, text: '<|end|>' },
    { id, text: '<|end|>' },
  ]);
});

it('refuses token ids that the model does not have, and empty texts', async () => {
  await expect(model.readTokens([[1, 99_999]])).rejects.toThrow(
    'tokens is 99999; it must be a token',
  );
  const { decode } = await model.openTokenizer();
  expect(() => decode([99_999])).toThrow('tokens is 99999');
  await expect(model.readTokens([[]])).rejects.toThrow('it must be at least one token');
  await expect(model.generate([{ prompt: { tokens: [-1] } }])).rejects.toThrow('tokens is -1');
});
