import { instructionOnly } from '../layers/layer-parameters.ts';
import { describe, expect, it } from 'vitest';
import type { Proposer } from '../inference/proposer.ts';
import { mixProposers } from '../inference/proposers/mix-proposers.ts';
import { proposers, type ProposerName } from '../inference/proposers/proposers.ts';
import {
  createProposerChecks,
  type CheckContext,
  type CheckedProposer,
  type ProposerCheck,
} from '../testing/index.ts';

/** Several proposers side by side, as in a run with `proposers: [edits, rewrite, pool]`. */
const mixed: Proposer = (context, question, random) => {
  const names: readonly ProposerName[] = ['edits', 'rewrite', 'pool'];
  const settings = { ...context.settings, proposers: names };
  return mixProposers(proposers)({ ...context, settings }, question, random);
};
const texts: CheckedProposer = (_context, { current, count }) => {
  return async () => [current.instruction.slice(0, 12)].slice(0, count);
};

describe.each(Object.entries({ ...proposers, mixed, texts }))('%s', (_, proposer) => {
  for (const { name, run } of createProposerChecks()) it(name, (test) => run(proposer, test));
});

describe('the checks themselves', () => {
  const noSkip: CheckContext = {
    skip: (reason) => {
      throw new Error(`skipped: ${reason}`);
    },
  };
  const checkNamed = (start: string): ProposerCheck => {
    const found = createProposerChecks().find(({ name }) => name.startsWith(start));
    if (found === undefined) throw new Error(`no check begins with ${start}`);
    return found;
  };
  const made = { parameters: instructionOnly('Answer.'), origin: 'proposal' as const };
  let calls = 0;

  it.each<[string, CheckedProposer, string]>([
    ['proposes no more', () => async () => ['Answer.'], '1 candidates in place of 0'],
    [
      'gives each candidate an instruction',
      () => async () => [{ ...made, parameters: { ...made.parameters, instruction: 7 as never } }],
      'the instruction is not a text',
    ],
    ['names examples', () => async () => [{ ...made, seen: [9] }], 'no example has index 9'],
    [
      'proposes in the first step',
      (_context, { memory: [first] }) => {
        if (first === undefined) throw new Error('no memory');
        return async () => [];
      },
      'no memory',
    ],
    ['proposes the same', () => async () => [`${calls++}`], 'strictly deep-equal'],
    [
      'draws its random',
      (_context, { memory }, random) =>
        async () => [`${random.choice(9)} ${memory.length}`],
      'strictly deep-equal',
    ],
    [
      'does not change',
      (_context, question) => {
        Object.assign(question, { count: 0 });
        return async () => [];
      },
      'strictly deep-equal',
    ],
    [
      'calls models when',
      ({ models }) => {
        const replies = models.backward.generate([{ prompt: 'Better?' }]);
        return async () => (await replies).map(({ text }) => text);
      },
      '1 !== 0',
    ],
    [
      'passes the signal',
      ({ models }) =>
        async () =>
          (await models.backward.generate([{ prompt: 'Better?' }])).map(({ text }) => text),
      'strictly equal',
    ],
    [
      'proposes fewer candidates',
      ({ models }, { count }) =>
        async () => {
          const requests = Array.from({ length: count }, () => ({ prompt: 'Better?' }));
          return (await models.backward.generate(requests)).map(({ text }) => text);
        },
      'candidates, though the model gave no reply',
    ],
  ])('%j rejects a proposer that does otherwise', async (start, proposer, message) => {
    await expect(checkNamed(start).run(proposer, noSkip)).rejects.toThrow(message);
  });

  it('are skipped with the reason if they do not apply', async () => {
    const reasons: string[] = [];
    const context: CheckContext = { skip: (reason) => void reasons.push(reason) };
    for (const { run } of createProposerChecks()) await run(() => async () => [], context);
    expect(reasons).toEqual([
      'the proposer proposes nothing here',
      'no candidate was made from examples of the batch',
      'the proposer calls no model',
      'the proposer calls no model',
      'the proposer calls no model',
    ]);
  });
});
