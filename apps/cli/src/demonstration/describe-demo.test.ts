import { expect, it } from 'vitest';
import { instructionOnly } from '@dln/vi';
import { describeDemo, type DemoOutcome } from './describe-demo.ts';

const example = (input: string, output: string, loss: number, notes: string) => ({
  input,
  target: 'Yes',
  hiddenTexts: [notes],
  output,
  loss,
});

const outcome: DemoOutcome = {
  before: { parameters: ['', 'Back?'].map(instructionOnly), accuracy: 0.5 },
  after: { parameters: ['Track.', 'Back?'].map(instructionOnly), accuracy: 0.75 },
  firstExamples: [example('A\nOptions:', 'yes', 0, 'hm'), example('B\nOptions:', 'no', 1, 'hm')],
  examples: [example('A\nOptions:', 'yes', 0, '(0,1)'), example('B\nOptions:', 'yes', 0, '(0,0)')],
  dataset: 'navigate',
  isGenerated: true,
  runDirectory: 'runs/navigate-1',
};

it('shows accuracy before and after, and which prompts are new', () => {
  const text = describeDemo(outcome);
  expect(text).toContain(
    'On 2 test examples of navigate made by rule\n  before  50.0 %\n  after   75.0 %',
  );
  expect(text).toContain('  1  "Track."\n  2  "Back?" (as at first)');
});

it('shows first what training has put right, with the notes in between', () => {
  const text = describeDemo(outcome);
  expect(text).toContain('  B\n    notes   (0,0)\n    answer  yes (right; before: no)');
  expect(text.indexOf('  B\n')).toBeLessThan(text.indexOf('  A\n'));
});

it('names the benchmark if it is the benchmark', () => {
  expect(describeDemo({ ...outcome, isGenerated: false })).toContain(
    'On the 2 test examples of BIG-Bench Hard navigate',
  );
});
