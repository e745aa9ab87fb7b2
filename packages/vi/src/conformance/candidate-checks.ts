import assert from 'node:assert/strict';
import { RandomState } from '@dln/random';
import type { Candidate } from '../inference/candidate-listing.ts';
import type { ProposerQuestion } from '../inference/proposer.ts';
import type { CheckedProposer, ProposerCheck } from './proposer-check.ts';
import { createProposerWorld, createQuestion } from './proposer-world.ts';

const SEED = 5;

/** What a proposer gives, and from what. */
export const candidateChecks: readonly ProposerCheck[] = [
  {
    name: 'proposes no more candidates than are wanted',
    run: async (proposer) => {
      for (const count of [0, 1, 4]) {
        const proposed = await propose(proposer, { count });
        assert.ok(proposed.length <= count, `${proposed.length} candidates in place of ${count}`);
      }
    },
  },
  {
    name: 'gives each candidate an instruction, and demonstrations with input and output',
    run: async (proposer, test) => {
      const proposed = await propose(proposer);
      if (proposed.length === 0) {
        test.skip('the proposer proposes nothing here');
        return;
      }
      for (const candidate of proposed) assertCandidate(candidate);
    },
  },
  {
    name: 'names examples of the batch as those that a candidate was made from',
    run: async (proposer, test) => {
      const proposed = await propose(proposer);
      const named = proposed.flatMap((candidate) =>
        typeof candidate === 'string'
          ? []
          : [...(candidate.seen ?? []), ...(candidate.demonstrated ?? [])],
      );
      if (named.length === 0) {
        test.skip('no candidate was made from examples of the batch');
        return;
      }
      const known = createQuestion().examples.map(({ batchIndex }) => batchIndex);
      for (const index of named) assert.ok(known.includes(index), `no example has index ${index}`);
    },
  },
  {
    name: 'proposes in the first step: without memory, other examples and errors',
    run: async (proposer) => {
      const { examples } = createQuestion();
      const right = examples.map(({ target, ...example }) => ({
        ...{ ...example, target, output: target },
        loss: 0,
      }));
      await propose(proposer, { memory: [], others: [], examples: right });
    },
  },
  {
    name: 'proposes the same from the same random numbers',
    run: async (proposer) => assert.deepEqual(await propose(proposer), await propose(proposer)),
  },
  {
    name: 'draws its random numbers before it returns a function',
    run: async (proposer) => {
      const random = new RandomState(SEED);
      const ask = proposer(createProposerWorld().context, createQuestion(), random);
      const state = random.state();
      await ask();
      assert.deepEqual(random.state(), state);
    },
  },
  {
    name: 'does not change the question',
    run: async (proposer) => {
      const question = createQuestion();
      await proposer(createProposerWorld().context, question, new RandomState(SEED))();
      assert.deepEqual(question, createQuestion());
    },
  },
];

function propose(
  proposer: CheckedProposer,
  changes: Partial<ProposerQuestion> = {},
): Promise<readonly (string | Candidate)[]> {
  const { context } = createProposerWorld();
  return proposer(context, createQuestion(changes), new RandomState(SEED))();
}

/** Fails unless it is an instruction, or a proposed candidate with the parameters of a layer. */
function assertCandidate(candidate: string | Candidate): void {
  if (typeof candidate === 'string') return;
  const { parameters, origin } = candidate;
  assert.equal(origin, 'proposal');
  assert.equal(typeof parameters.instruction, 'string', 'the instruction is not a text');
  assert.ok(Array.isArray(parameters.demonstrations), 'the demonstrations are not a list');
  for (const { input, output } of parameters.demonstrations)
    assert.deepEqual([typeof input, typeof output], ['string', 'string']);
}
