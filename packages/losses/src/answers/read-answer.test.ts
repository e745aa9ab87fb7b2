import { expect, it } from 'vitest';
import { readAnswer } from './read-answer.ts';

it.each([
  ['Paris', 'Paris'],
  ['The answer is Paris.', 'Paris.'],
  ['The final answer is: **Paris**', 'Paris'],
  ['Answer: Paris\n\nQuestion: And of Italy?\nAnswer: Rome', 'Paris'],
  ['It was Lyon once. The capital is Paris.\nAnswer: Paris', 'Paris'],
  ['#### 72', '72'],
  ['## Answer\nParis', 'Paris'],
  ['<think>The answer is Rome</think>\nParis', 'Paris'],
  ['The answer is Rome</think>Paris', 'Paris'],
  ['[THINK]Rome[/THINK]Paris', 'Paris'],
  ['<think>The answer is Rome', undefined],
  ['', undefined],
  ['<answer>\nParis\n</answer>', 'Paris'],
  [String.raw`so $\boxed{\text{Paris}}$, not \Rome`, 'Paris'],
  [String.raw`\boxed{\frac{1}{2}}`, '1/2'],
  [String.raw`\boxed{x^{2}}`, 'x^{2}'],
  ['{"answer": "Paris"}', 'Paris'],
  ['{"answer": 5, "unit": "m"}', '5'],
  ['Here it is:\n```json\n{"reasoning": "answer: Rome", "answer": "Paris"}\n```', 'Paris'],
  ['{"sentiment": "good", "confidence": 0.9}', 'good'],
  ['{"x": 1, "y": 2}', '{"x": 1, "y": 2}'],
  ['```\nParis\n```', 'Paris'],
  ['Paris<|im_end|>', 'Paris'],
  ['<|channel|>analysis<|message|>Rome', undefined],
])('the answer of %j is %j', (text, answer) => {
  expect(readAnswer(text)).toBe(answer);
});

it('reads long texts fast', { timeout: 5000 }, () => {
  for (const part of ['the answer ', '{"a": ', '<think> ', '**a ', '\\boxed{', 'a a '])
    expect(readAnswer(part.repeat(2000))).not.toBe('');
});
