import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import type { Candidate } from './candidate-listing.ts';
import { leaveOut } from './leave-out.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import type { Omission } from './omission.ts';
import type { EvidenceExample, PromptEvidence } from './prompt-evidence.ts';

const examples = [0, 1, 2, 3].map(
  (batchIndex) => ({ batchIndex, layerInput: `x${batchIndex}` }) as unknown as EvidenceExample,
);
const candidates: readonly Candidate[] = ['now', 'new'].map((text, at) => ({
  parameters: instructionOnly(text),
  origin: at === 0 ? 'current' : 'proposal',
}));

type Cells = readonly (readonly [candidate: number, example: number])[];

const leftAfter = (...failing: Cells) => leave(failing, [0, 1, 2, 3]);

/** @param ranking the examples that rank candidates */
function leave(failing: Cells, ranking: readonly number[], isLast = true) {
  const omitted: Omission[] = [];
  const context = { ...smallWorld(1), onOmitted: (one: Omission) => omitted.push(one) };
  const missing = failing.flatMap(([candidate, example]) => {
    const [own, about] = [candidates[candidate], examples[example]];
    if (!own || !about) throw new RangeError('no such cell');
    const failure = { kind: 'refused' as const, message: 'no' };
    return [{ candidate: own, example: about, failure: failure as never }];
  });
  const evidence = { examples, ranking, index: 0 } as unknown as PromptEvidence;
  const left = leaveOut(context, evidence, { examples, candidates, missing, isLast });
  return {
    candidates: left.candidates.map(({ parameters }) => parameters.instruction),
    examples: left.examples.map(({ batchIndex }) => batchIndex),
    omitted: omitted.map(({ what, example, text }) => [what, example, text]),
  };
}

describe('a comparison with missing scores', () => {
  it('keeps all if nothing is missing', () => {
    expect(leftAfter()).toEqual({
      candidates: ['now', 'new'],
      examples: [0, 1, 2, 3],
      omitted: [],
    });
  });

  it('leaves out an example that some candidate has no score for', () => {
    expect(leftAfter([1, 2])).toEqual({
      candidates: ['now', 'new'],
      examples: [0, 1, 3],
      omitted: [['example', 2, 'x2']],
    });
  });

  it('leaves out a candidate that fails on more than half of the examples, and keeps these', () => {
    expect(leftAfter([1, 0], [1, 1], [1, 3])).toEqual({
      candidates: ['now'],
      examples: [0, 1, 2, 3],
      omitted: [['candidate', null, 'new']],
    });
  });

  it('keeps a candidate that fails on half of them, or twice on one', () => {
    const half = leftAfter([1, 0], [1, 1]);
    expect([half.candidates, half.examples]).toEqual([
      ['now', 'new'],
      [2, 3],
    ]);
    expect(leftAfter([1, 0], [1, 0], [1, 0]).candidates).toEqual(['now', 'new']);
  });

  it('never leaves out the present parameters', () => {
    expect(leftAfter([0, 0], [0, 1], [0, 2])).toMatchObject({
      candidates: ['now', 'new'],
      examples: [3],
    });
  });

  it('fails if no example is left', () => {
    expect(() => leftAfter([0, 0], [0, 1], [0, 2], [0, 3])).toThrow(NothingAnsweredError);
  });

  it('fails if no example is left that ranks candidates', () => {
    const failing = [
      [0, 0],
      [0, 1],
    ] as const;
    expect(() => leave(failing, [0, 1])).toThrow('None of 2 examples can be scored for layer 1');
    expect(leave(failing, [1, 2]).examples).toEqual([2, 3]);
  });

  it('leaves out a candidate rather than the only examples that rank', () => {
    expect(leave([[1, 0]], [0])).toEqual({
      candidates: ['now'],
      examples: [0, 1, 2, 3],
      omitted: [['candidate', null, 'new']],
    });
    expect(leave([[1, 0]], [0], false).candidates).toEqual(['now', 'new']);
  });

  it('tells of examples at the last stop of a race, and fails there only', () => {
    expect(leave([[1, 2]], [0, 1, 2, 3], false)).toEqual({
      candidates: ['now', 'new'],
      examples: [0, 1, 3],
      omitted: [],
    });
    expect(leave([[0, 0]], [0], false).examples).toEqual([1, 2, 3]);
  });
});
