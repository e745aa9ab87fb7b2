import { afterAll, expect, it } from 'vitest';
import { createLocalModel } from '../create-local-model.ts';
import { SHAPE } from '../testing/tiny-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

const tooLong = 'bcdf'.repeat(SHAPE.contextLength);
const failure = {
  kind: 'context-overflow',
  message: expect.stringContaining('the model’s context holds') as unknown,
};
const onFailure = 'return';

it('answers the others of a call where one does not fit', async () => {
  const replies = await model.generate([{ prompt: tooLong }, { prompt: 'b' }], {
    maxTokens: 2,
    onFailure,
  });
  expect(replies[0]).toMatchObject({ text: '', failure });
  expect(replies[1]).toEqual((await model.generate([{ prompt: 'b' }], { maxTokens: 2 }))[0]);

  const short = { context: 'b', continuation: 'cd' };
  const scores = await model.scoreText([short, { context: tooLong, continuation: 'b' }], {
    onFailure,
  });
  expect(scores[0]).toEqual((await model.scoreText([short]))[0]);
  expect(scores[1]).toMatchObject({ logProbabilities: [], failure });

  const next = await model.nextToken([tooLong, 'b'], { top: 2, onFailure });
  expect(next[0]).toMatchObject({ top: [], failure });
  expect(next[1]?.top).toHaveLength(2);
});

it('sends nothing if no request fits', async () => {
  const before = model.statistics.tokensEvaluated;
  const replies = await model.generate([{ prompt: tooLong }, { prompt: tooLong }], { onFailure });
  expect(replies.map((reply) => reply.failure?.kind)).toEqual([
    'context-overflow',
    'context-overflow',
  ]);
  expect(model.statistics.tokensEvaluated).toBe(before);
});
