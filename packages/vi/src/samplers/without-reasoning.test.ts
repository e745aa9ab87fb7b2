import { describe, expect, it } from 'vitest';
import { withoutReasoning } from './without-reasoning.ts';

const long = 'The user wants a shorter text, so I should keep one sentence of it.';

describe('withoutReasoning', () => {
  it.each([
    ['<think>The user wants variant 3.</think>\n\nJudge the tone.', 'Judge the tone.'],
    ['<think>\n\n</think>\n\nJudge the tone.', 'Judge the tone.'],
    ['\n<Thinking type="x">Short.</Thinking> Judge the tone.', 'Judge the tone.'],
    [`[THINK]${long}[/THINK]Judge the tone.`, 'Judge the tone.'],
    [`${long}\n</think>\n\nJudge the tone.`, 'Judge the tone.'],
    [`${long} ${long}</think>Judge the tone.`, 'Judge the tone.'],
    [`Judge the tone. <think>${long}</think>`, 'Judge the tone.'],
    [
      `<|channel|>analysis<|message|>${long}<|end|><|start|>assistant<|channel|>final<|message|>Judge the tone.`,
      'Judge the tone.',
    ],
    ['Judge the tone.', 'Judge the tone.'],
    [`<THINK>${long}</THINK>Judge the tone.`, 'Judge the tone.'],
    [`${long}\n</Reasoning>\n\nJudge the tone.`, 'Judge the tone.'],
    ['<think>Nothing follows.</think>', ''],
  ])('leaves of %j what is not reasoning', (reply, rest) => {
    expect(withoutReasoning(reply)).toBe(rest);
  });

  it.each([
    '<think>The user wants',
    `<THINK>${long}`,
    `Judge the tone. <think>${long}`,
    '[THINK]The user',
    `<|channel|>analysis<|message|>${long}`,
  ])('leaves nothing of %j, which ends within its reasoning', (reply) => {
    expect(withoutReasoning(reply)).toBeUndefined();
  });

  it.each([
    'Reason in <think></think> tags, then name the class.',
    'Write <think>your reasoning</think> and then the class.',
    'Begin with <think> and end with </think>.',
    'Open your reasoning with <think>, then answer.',
    'Close your reasoning with </think> and then answer.',
  ])('keeps %j, which speaks of the tags', (reply) => {
    expect(withoutReasoning(reply)).toBe(reply);
  });
});
