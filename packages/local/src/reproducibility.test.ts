import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScoreTextRequest } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { embeddedModelPath } from './create-embedded-model.ts';
import { createLocalModel } from './create-local-model.ts';

const shared =
  process.env['DLN_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const prototypePath = `${shared}/prototype/final16.gguf`;

const moves = ['Take 3 steps.', 'Turn left.', 'Turn around.', 'Take 5 steps.', 'Turn right.'];
const random = new RandomState(9);
const contexts = Array.from({ length: 6 }, (_, index) => {
  const walk = random.choices(moves, 3 + index).join(' ');
  return (
    'Track the position after each move.\n\nDo you return to the starting point? ' +
    `${walk}\n\nAnswer:\n`
  );
});
const texts = contexts.flatMap((context) =>
  ['Yes', 'No', 'Start (0,0) north; 3 north (0,3). End (0,3).'].map((continuation) => ({
    context,
    continuation,
  })),
);
const prompts = contexts.map((prompt, index) => ({ prompt, seed: index }));
const sampling = { temperature: 0.9, maxTokens: 20 };

const order = new RandomState(4).permutation(texts.length);

interface Outcome {
  readonly scores: readonly (readonly number[])[];
  readonly shuffled: readonly (readonly number[])[];
  readonly replies: readonly string[];
}

async function runOn(
  path: string,
  options: { readonly sequences: number; readonly threads: number },
): Promise<Outcome> {
  await using model = createLocalModel({ path, ...options });
  const scores = await model.scoreText(texts);
  const shuffled = await model.scoreText(order.map((index) => texts[index] as ScoreTextRequest));
  const replies = await model.generate(prompts, sampling);
  return {
    scores: scores.map(({ logProbabilities }) => logProbabilities),
    shuffled: shuffled.map(({ logProbabilities }) => logProbabilities),
    replies: replies.map(({ text }) => text),
  };
}

const models = [
  { name: 'the embedded model', path: embeddedModelPath, where: 'not trained yet' },
  { name: 'the prototype', path: prototypePath, where: 'the shared folder is not there' },
].map((model) => ({ ...model, isThere: existsSync(model.path) }));

describe.each(models)('$name', ({ path, where, isThere }) => {
  const unless = isThere ? '' : ` (skipped: ${where})`;

  it.skipIf(!isThere)(`scores and writes the same however it is run${unless}`, async () => {
    const alone = await runOn(path, { sequences: 1, threads: 1 });
    expect(alone.shuffled).toEqual(order.map((index) => alone.scores[index]));
    expect(await runOn(path, { sequences: 4, threads: 1 })).toEqual(alone);
    expect(await runOn(path, { sequences: 16, threads: 2 })).toEqual(alone);
  });
});

it.skipIf(!existsSync(embeddedModelPath))('the embedded model has at most 12 MB', () => {
  expect(statSync(embeddedModelPath).size).toBeLessThanOrEqual(12_000_000);
});
