import assert from 'node:assert/strict';

import { assertEnds, type ConformanceCheck } from './conformance-check.ts';

/** What holds for a model as a whole. */
export const basicChecks: readonly ConformanceCheck[] = [
  {
    name: 'has a name for people',
    run: async ({ id }) => assert.notEqual(id.trim(), ''),
  },
  {
    name: 'has the calls that its capabilities promise, and no others',
    run: async (model) => {
      const { capabilities } = model;
      assert.equal(model.scoreText !== undefined, capabilities.scoresText);
      assert.equal(model.nextToken !== undefined, capabilities.maxTopTokens > 0);
      const { maxTopTokens } = capabilities;
      assert.ok(
        Number.isInteger(maxTopTokens) && maxTopTokens >= 0,
        `maxTopTokens is ${maxTopTokens}, no count`,
      );
    },
  },
  {
    name: 'counts no tokens in nothing, and more in more',
    run: async (model) => {
      assert.equal(await model.countTokens(''), 0);
      const one = await model.countTokens('one');
      const eight = await model.countTokens('one two three four five six seven eight');
      assert.ok(one >= 1, `"one" has ${one} tokens`);
      assert.ok(eight > one, `eight words have ${eight} tokens, and one has ${one}`);
    },
  },
  {
    name: 'answers an empty list with an empty list',
    run: async (model) => {
      assert.deepEqual(await model.generate([]), []);
      if (model.scoreText) assert.deepEqual(await model.scoreText([]), []);
      if (model.nextToken) assert.deepEqual(await model.nextToken([], { top: 1 }), []);
    },
  },
  {
    name: 'ends every call whose signal is aborted, with the reason of the signal',
    run: async (model) => {
      await assertEnds((signal) => model.generate([{ prompt: 'Once' }], { signal }));
      const request = { context: 'Once', continuation: ' upon a time' };
      const scoreText = model.scoreText?.bind(model);
      const nextToken = model.nextToken?.bind(model);
      if (scoreText) await assertEnds((signal) => scoreText([request], { signal }));
      if (nextToken) await assertEnds((signal) => nextToken(['Once'], { top: 1, signal }));
    },
  },
];
