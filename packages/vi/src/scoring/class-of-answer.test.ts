import { expect, it } from 'vitest';
import { classOfAnswer } from './class-of-answer.ts';

const yesNo = [['yes', 'Yes'], ['no']];

it.each([
  ['yes', 0],
  [' Yes.', 0],
  ['NO', 1],
  ['No, because there is no way back', 1],
  ['The answer is no.', 1],
  ['north', undefined],
  ['I cannot tell', undefined],
  ['It may be yes or no', undefined],
  ['', undefined],
])('finds in %j the class %j', (answer, expected) => {
  expect(classOfAnswer(answer, yesNo)).toBe(expected);
});

it('takes the longer of two verbalizers that an answer begins with', () => {
  const classes = [['not'], ['not sure']];
  expect(classOfAnswer('Not sure at all', classes)).toBe(1);
});

it('does not take an article for the option of that letter', () => {
  const options = [
    ['a', 'A', '(A)'],
    ['b', 'B', '(B)'],
  ];
  expect(classOfAnswer('(B)', options)).toBe(1);
  expect(classOfAnswer('The right one is (B).', options)).toBe(1);
  expect(classOfAnswer('b) because it says so', options)).toBe(1);
});
