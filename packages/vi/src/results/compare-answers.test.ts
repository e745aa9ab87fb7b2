import { describe, expect, it } from 'vitest';
import { compareAnswers } from './compare-answers.ts';

const recorded = {
  split: 'dev',
  fingerprint: 'f',
  accuracy: 0.75,
  answers: [
    { input: 'a', hiddenTexts: ['h'], output: 'yes' },
    { input: 'b', hiddenTexts: ['h'], output: 'no' },
  ],
} as const;
const yes = { hiddenTexts: ['h'], output: 'yes' };
const no = { hiddenTexts: ['h'], output: 'no' };

describe('compareAnswers', () => {
  it('finds nothing where everything is as it was', () => {
    const present = { accuracy: 0.75 + 1e-12, answers: [yes, no] };
    expect(compareAnswers(recorded, present, 0)).toMatchObject({
      isReproduced: true,
      differences: [],
    });
  });

  it('tells of an accuracy and of texts that are others, hidden ones too', () => {
    const present = { accuracy: 0.5, answers: [yes, { hiddenTexts: ['g'], output: 'no' }] };
    expect(compareAnswers(recorded, present, 0.1)).toEqual({
      isReproduced: false,
      accuracyDifference: 0.25,
      differingShare: 0.5,
      differences: ['dev accuracy 0.5, recorded 0.75', '"b": ["g","no"], recorded ["h","no"]'],
    });
  });

  it('allows what the tolerance allows, and tells of it all the same', () => {
    const present = { accuracy: 0.5, answers: [no, no] };
    expect(compareAnswers(recorded, present, 0.5)).toMatchObject({
      isReproduced: true,
      differences: { length: 2 },
    });
  });
});
