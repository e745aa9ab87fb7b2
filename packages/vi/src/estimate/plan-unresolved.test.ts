import { OutputClasses } from '@dln/datasets';
import { createFakeModel } from '@dln/llm/testing';
import { expect, it } from 'vitest';
import type { InferenceContext } from '../inference/inference-context.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { followUpsOf, mayAnswerFreely } from './plan-unresolved.ts';

function network(classes: readonly string[], continuesText: boolean): InferenceContext {
  const context = smallWorld(1);
  const score = createFakeModel({
    nextToken: { logProbabilities: {} },
    capabilities: { continuesText, maxTopTokens: 5 },
  });
  const [layer] = context.layers;
  return {
    ...context,
    layers: [{ ...layer, outputClasses: new OutputClasses(classes) }],
    models: { ...context.models, score },
  };
}

it('counts what follows the beginnings that classes share, where an endpoint continues texts', () => {
  const shared = network(['very good', 'very bad'], true);
  expect([followUpsOf(shared, 'expected'), followUpsOf(shared, 'high')]).toEqual([1, 6]);
  const distinct = network(['yes', 'no'], true);
  expect([followUpsOf(distinct, 'expected'), followUpsOf(distinct, 'high')]).toEqual([0, 1]);
  expect(followUpsOf(network(['very good', 'very bad'], false), 'high')).toBe(0);
});

it('counts free answers where only some tokens are shown', () => {
  expect(mayAnswerFreely(network(['yes', 'no'], false))).toBe(true);
  expect(mayAnswerFreely(smallWorld(1))).toBe(false);
});
