import { expect, it } from 'vitest';

import {
  createCompletionsModel,
  createRegistry,
  createScheduler,
  deduplicate,
  probeModel,
  requireNextToken,
  requireScoreText,
  wrapModel,
} from './index.ts';
import { startTinyLanguageServer } from './testing/tiny-language-server.fixture.ts';

it('the tour: open a model, find out what it can do, register it, generate, score, count the cost', async () => {
  await using server = await startTinyLanguageServer();
  const model = createCompletionsModel({
    model: 'tiny',
    baseUrl: server.baseUrl,
    apiKey: 'EMPTY',
    scheduler: createScheduler({ concurrency: 8 }),
  });

  const { capabilities } = await probeModel(model);
  expect(capabilities.scoresText).toBe(true);

  const registry = createRegistry();
  const forward = registry.register(
    'forward',
    wrapModel(model.withCapabilities(capabilities), deduplicate()),
    {
      maxTokens: 3,
    },
  );

  const [reply] = await registry.generate('forward', 'One, two, three,');
  expect(reply?.text.split(' ')).toHaveLength(4);

  const scores = await requireScoreText(forward).scoreText([
    { context: 'One, two, three,', continuation: reply?.text ?? '' },
    { context: 'One, two, three,', continuation: ' banana' },
  ]);
  const [likely = NaN, unlikely = NaN] = scores.map(({ logProbabilities }) =>
    Math.max(...logProbabilities),
  );
  expect(likely).toBeGreaterThan(unlikely);

  const { value, costs } = await registry.isolateCost(() =>
    requireNextToken(forward, 5).nextToken(['One', 'One', 'Two'], { top: 5 }),
  );
  expect(value.map(({ top }) => top.length)).toEqual([5, 5, 5]);
  expect(costs.total.nextToken).toEqual({
    requests: 2,
    remembered: 1,
    dollars: null,
    promptTokens: 2,
    completionTokens: 2,
  });
});
