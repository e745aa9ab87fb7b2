import { loadTemplate } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { withFeedback } from './with-feedback.ts';

const examples = [
  { input: 'a', output: 'x', target: 'y', loss: 1, feedback: 'too\nshort' },
  { input: 'b', output: 'y', target: 'y', loss: 0 },
];

it('puts what the metric said before the hint of a request', () => {
  const template = loadTemplate('q_action_prompt:v3.5');
  expect(withFeedback(template, 'Keep it short.', examples)).toBe(
    'Feedback on the student outputs:\n- "x": too short\nKeep it short.',
  );
  expect(withFeedback(template, null, examples)).toBe(
    'Feedback on the student outputs:\n- "x": too short',
  );
});

it('leaves the hint as it is without feedback, and for a template without a place for it', () => {
  expect(withFeedback(loadTemplate('q_action_prompt:v3.5'), 'Hint.', examples.slice(1))).toBe(
    'Hint.',
  );
  expect(withFeedback(loadTemplate('q_action_prompt:v3.6'), null, examples)).toBeNull();
});

it('leaves the hint to a template that prints feedback itself', () => {
  const own = { text: '{{ message }}{{ example.feedback }}', variables: ['message'] };
  expect(withFeedback(own, 'Hint.', examples)).toBe('Hint.');
});

describe('an output in feedback', () => {
  const template = { text: '{{ message }}', variables: ['message'] };
  const shown = (output: string): string | undefined =>
    withFeedback(template, null, [
      { input: 'a', output, target: 'y', loss: 1, feedback: 'no' },
    ])?.split('\n')[1];

  it('is on one line, without blanks at its ends', () => {
    expect(shown('  two\n\n words ')).toBe('- "two words": no');
  });

  it('is cut after 79 characters and an ellipsis if it has more than 80', () => {
    expect(shown('a'.repeat(80))).toBe(`- "${'a'.repeat(80)}": no`);
    expect(shown('a'.repeat(81))).toBe(`- "${'a'.repeat(79)}…": no`);
  });
});
