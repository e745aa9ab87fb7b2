import type { Omission } from '@dln/vi';
import { expect, it } from 'vitest';
import { describeOmission } from './describe-omission.ts';

const example: Omission = {
  what: 'example',
  split: 'dev',
  purpose: 'answer',
  layer: 0,
  example: 4,
  text: 'Walk 3 steps.',
  count: 1,
  kind: 'context-overflow',
  message: 'too long',
};

it('names an example of a split, and that it counts as wrong', () => {
  expect(describeOmission(example)).toBe(
    'left out: example 5 of the dev split ("Walk 3 steps."), layer 1: it does not fit into the context, and counts as wrong',
  );
});

it('names hidden texts, candidates and proposals of a step', () => {
  const ofStep = {
    ...example,
    split: 'train',
    kind: 'broken-reply',
    message: 'host answered with broken JSON. It was asked 4 times.',
  } as const;
  expect(describeOmission({ ...ofStep, what: 'hidden-text', count: 2 })).toBe(
    'left out: 2 hidden texts of example 5 of the batch ("Walk 3 steps."), layer 1: it had no readable reply (host answered with broken JSON. It was asked 4 times)',
  );
  expect(describeOmission({ ...ofStep, what: 'candidate', example: null, text: 'Go.' })).toMatch(
    /^left out: candidate "Go.", layer 1: /,
  );
  expect(
    describeOmission({ ...ofStep, what: 'proposal', example: null, text: 'proposal 2 of 4' }),
  ).toMatch(/^left out: proposal 2 of 4, layer 1: /);
});

it('counts the examples that a request for a proposal lost', () => {
  const what = { what: 'shown-examples', split: 'train', text: 'proposal 2 of 4' } as const;
  expect(describeOmission({ ...example, ...what, count: 5 })).toBe(
    'a proposal is asked for with 5 examples less (proposal 2 of 4, layer 1): it does not fit into the context',
  );
});

it('names proposals that are not whole, and why', () => {
  const proposal = { ...example, split: 'train', what: 'proposal', example: null } as const;
  expect(describeOmission({ ...proposal, text: 'proposal 2 of 4', kind: 'cut-by-length' })).toBe(
    'left out: proposal 2 of 4, layer 1: it was cut at the length limit (--bwd-max-tokens)',
  );
  expect(
    describeOmission({ ...proposal, text: 'proposals 1, 3 of 4', count: 2, kind: 'empty' }),
  ).toBe('left out: proposals 1, 3 of 4, layer 1: each holds no text');
  expect(describeOmission({ ...proposal, what: 'all-proposals', kind: 'empty' })).toBe(
    'no proposal is left, layer 1: the present prompt is compared with memory only',
  );
});
