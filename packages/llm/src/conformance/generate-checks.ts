import assert from 'node:assert/strict';

import type { Generation, LanguageModel } from '../language-model.ts';
import {
  assertLogProbability,
  assertUsage,
  type ConformanceCheck,
  PROMPTS,
} from './conformance-check.ts';

const MAX_TOKENS = 12;
const REASONS: readonly Generation['finishReason'][] = [
  'stop',
  'length',
  'content-filter',
  'other',
];

const requests = PROMPTS.map((prompt) => ({ prompt }));

/** What `generate` must do. */
export const generateChecks: readonly ConformanceCheck[] = [
  {
    name: 'answers each request with a reply of known shape',
    run: async (model) => {
      const replies = await model.generate(requests, { maxTokens: MAX_TOKENS });
      assert.equal(replies.length, requests.length);
      for (const { text, finishReason, usage } of replies) {
        assert.equal(typeof text, 'string');
        assert.ok(REASONS.includes(finishReason), `${finishReason} is no reason to finish`);
        assertUsage(usage);
        assert.ok(usage.completionTokens <= MAX_TOKENS, 'a reply is longer than maxTokens');
      }
    },
  },
  {
    name: 'answers in the order of the requests, the same in a batch as alone',
    run: async (model) => {
      const together = await textsOf(model, PROMPTS);
      const reversed = await textsOf(model, [...PROMPTS].reverse());
      const alone = await textsOf(model, PROMPTS.slice(-1));
      assert.deepEqual(reversed, [...together].reverse());
      assert.deepEqual(alone, together.slice(-1));
    },
  },
  {
    name: 'repeats itself at temperature 0, which is the default',
    run: async (model) => {
      const once = await model.generate(requests, { maxTokens: MAX_TOKENS });
      const again = await model.generate(requests, { maxTokens: MAX_TOKENS, temperature: 0 });
      assert.deepEqual(
        again.map(({ text }) => text),
        once.map(({ text }) => text),
      );
    },
  },
  {
    name: 'ends a reply before a stop text',
    run: async (model, test) => {
      const [whole = ''] = await textsOf(model, PROMPTS.slice(0, 1));
      const stop = whole.slice(Math.floor(whole.length / 2)).slice(0, 3);
      if (stop.trim() === '') {
        test.skip('the reply is too short to stop in');
        return;
      }
      const [reply] = await model.generate(requests.slice(0, 1), {
        maxTokens: MAX_TOKENS,
        stop: [stop],
      });
      assert.equal(reply?.text, whole.slice(0, whole.indexOf(stop)));
    },
  },
  {
    name: 'gives log-probabilities of the tokens of a reply, if it knows them',
    run: async (model, test) => {
      const options = { maxTokens: MAX_TOKENS, logProbabilities: true };
      const replies = await model.generate(requests, options);
      const tokens = replies.flatMap((reply) => reply.tokens ?? []);
      if (tokens.length === 0) {
        test.skip('no reply has tokens with log-probabilities');
        return;
      }
      tokens.forEach(({ logProbability }) => assertLogProbability(logProbability));
    },
  },
  {
    name: 'gives the same reply to the same seed, in any order, if it supports seeds',
    run: async (model, test) => {
      if (!model.capabilities.seeds) {
        test.skip('the model does not support seeds');
        return;
      }
      const options = { maxTokens: MAX_TOKENS, temperature: 1 };
      const seeded = [1, 2, 3, 1].map((seed) => ({ prompt: PROMPTS[0] ?? '', seed }));
      const texts = (await model.generate(seeded, options)).map(({ text }) => text);
      const reversed = await model.generate([...seeded].reverse(), options);
      assert.equal(texts[3], texts[0]);
      assert.deepEqual(reversed.map(({ text }) => text).reverse(), texts);
    },
  },
  {
    name: 'streams the text that it generates, and the reply at its end, if it streams',
    run: async (model, test) => {
      if (model.streamText === undefined) {
        test.skip('the model has no streamText');
        return;
      }
      const [prompt = ''] = PROMPTS;
      let text = '';
      const ends: Generation[] = [];
      for await (const part of model.streamText({ prompt }, { maxTokens: MAX_TOKENS })) {
        if (part.type === 'text') text += part.text;
        else ends.push(part.result);
      }
      const [whole] = await textsOf(model, [prompt]);
      assert.deepEqual([text, ends.map((reply) => reply.text)], [whole, [whole]]);
      ends.forEach(({ usage }) => assertUsage(usage));
    },
  },
  {
    name: 'reports each reply to `onResult` at most once, with the index of its request',
    run: async (model) => {
      const reported = new Map<number, Generation>();
      const replies = await model.generate(requests, {
        maxTokens: MAX_TOKENS,
        onResult(reply, index) {
          assert.ok(!reported.has(index), `reply ${index} was reported twice`);
          reported.set(index, reply);
        },
      });
      reported.forEach((reply, index) => assert.equal(reply.text, replies[index]?.text));
    },
  },
];

async function textsOf(model: LanguageModel, prompts: readonly string[]): Promise<string[]> {
  const replies = await model.generate(
    prompts.map((prompt) => ({ prompt })),
    { maxTokens: MAX_TOKENS },
  );
  return replies.map(({ text }) => text);
}
