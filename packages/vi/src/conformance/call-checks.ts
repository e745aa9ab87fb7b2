import assert from 'node:assert/strict';
import type { FakeModel } from '@dln/llm/testing';
import { RandomState } from '@dln/random';
import type { CheckContext, CheckedProposer, ProposerCheck } from './proposer-check.ts';
import { createProposerWorld, createQuestion, type WorldOptions } from './proposer-world.ts';

/** How a proposer calls models. */
export const callChecks: readonly ProposerCheck[] = [
  {
    name: 'calls models when its function is called, and not before',
    run: ifItCallsModels(async (proposer) => {
      const { ask, model } = start(proposer);
      assert.equal(model.calls.length, 0);
      await ask();
    }),
  },
  {
    name: 'passes the signal of the run to each call of a model',
    run: ifItCallsModels(async (proposer) => {
      const { signal } = new AbortController();
      const { ask, model } = start(proposer, { signal });
      await ask();
      for (const { options } of model.calls) assert.equal(options.signal, signal);
    }),
  },
  {
    name: 'proposes fewer candidates if the model gives no reply to a request',
    run: ifItCallsModels(async (proposer) => {
      const failure = { kind: 'refused', message: 'failed for the check' } as const;
      const { ask } = start(proposer, { reply: { text: '', failure } });
      const { length } = await ask();
      assert.ok(
        length < createQuestion().count,
        `${length} candidates, though the model gave no reply`,
      );
    }),
  },
];

function start(
  proposer: CheckedProposer,
  options: WorldOptions = {},
): { readonly ask: ReturnType<CheckedProposer>; readonly model: FakeModel } {
  const { context, model } = createProposerWorld(options);
  return { ask: proposer(context, createQuestion(), new RandomState(5)), model };
}

function ifItCallsModels(
  check: (proposer: CheckedProposer) => Promise<void>,
): ProposerCheck['run'] {
  return async (proposer: CheckedProposer, test: CheckContext) => {
    const { ask, model } = start(proposer);
    await ask();
    if (model.calls.length === 0) test.skip('the proposer calls no model');
    else await check(proposer);
  };
}
