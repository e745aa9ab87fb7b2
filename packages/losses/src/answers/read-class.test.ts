import { describe, expect, it } from 'vitest';
import { readClass } from './read-class.ts';

const yesNo = [['yes', 'Yes'], ['no']];
const sentiment = [
  ['positive', 'pos'],
  ['negative', 'neg'],
];
const letters = ['a', 'b', 'c', 'd'].map((letter) => [
  letter,
  letter.toUpperCase(),
  `(${letter.toUpperCase()})`,
]);
const bareLetters = [['A'], ['B'], ['C'], ['D']];
const romans = [['I'], ['II'], ['III'], ['IV']];
const stars = [['1'], ['2'], ['3'], ['4'], ['5']];

describe('answers to yes or no', () => {
  it.each([
    ['yes', 0],
    [' Yes.', 0],
    ['NO', 1],
    ['No, because there is no way back', 1],
    ['The answer is no.', 1],
    ['No it is not.', 1],
    ['north', undefined],
    ['I cannot tell', undefined],
    ['It may be yes or no', undefined],
    ['yes/no', undefined],
    ['Yes and no.', undefined],
    ['', undefined],
    ['I have no idea', undefined],
    ['No idea.', undefined],
    ['No. 5', undefined],
    ['{"answer": null}', undefined],
    ['<answer>{"answer":"\\\\boxed{yes}"}</answer>', 0],
    ['There is no answer', undefined],
    ['No one knows', undefined],
    ['Yes, no doubt about it', 0],
    ['There is no doubt: yes', 0],
    ['The result is that he returned to the start, so yes.', 0],
    ['No, wait. The answer is yes.', 0],
    ['{"answer": "No"}', 1],
    ['{"reasoning": "yes at first", "answer": "no"}', 1],
    ['```json\n{"answer": "yes"}\n```', 0],
    ["{'answer': 'no'}", 1],
    ['{"reasoning": "because", "answer": "no', 1],
    ['<think>yes, or no?</think>\nno', 1],
    ['yes, or no?</think>\n\nNo.', 1],
    ['<think>The answer is yes', undefined],
    ['<answer>no</answer>', 1],
    ['**Yes**', 0],
    ['I considered yes and no. I choose **no**', 1],
    ['Yes\n\nQuestion: Is it raining?\nAnswer: no', 0],
    ['Step 1. Count.\nStep 2. Compare.\nno', 1],
    ['#### no', 1],
    ['Ｙｅｓ', 0],
    ['\u200BYes\u200B', 0],
    ['no<|im_end|>', 1],
    ['<|channel|>analysis<|message|>yes?<|end|><|start|>assistant<|channel|>final<|message|>no', 1],
    ['The answer is not yes.', undefined],
    ['The answer to the question is: "Yes"', 0],
    ['The answer, therefore, is no.', 1],
    ['Answer:\nno', 1],
    ['## Answer\nno', 1],
    ['$\\boxed{\\text{No}}$', 1],
  ])('%j is class %j', (answer, expected) => {
    expect(readClass(answer, yesNo)).toBe(expected);
  });
});

describe('answers that are options', () => {
  it.each([
    ['(B)', 1],
    ['B', 1],
    ['b) because it says so', 1],
    ['The right one is (B).', 1],
    ['A good question. The answer is (B)', 1],
    ['A good question. It is (B).', 1],
    ['The answer is (B).', 1],
    ['Answer: B', 1],
    ['**B**', 1],
    ['**Answer:** B', 1],
    ['**Answer: (C)**', 2],
    ['\\boxed{B}', 1],
    ['\\boxed{A} is wrong, so \\boxed{C}', 2],
    ['{"answer": "B"}', 1],
    ['Option B', 1],
    ['Option (B) is right', 1],
    ['option a seems best', 0],
    ['It is B.', 1],
    ['A', 0],
    ['A.', 0],
    ['A because the date is a Monday', 0],
    ['A since the date is a Monday', 0],
    ['A due to the date', 0],
    ['A is correct', 0],
    ['A and B', undefined],
    ['A or B', undefined],
    ['A but not B', 0],
    ['A nor B', undefined],
    ['A question like this is hard', undefined],
    ['A, B and C are wrong. The answer is D', 3],
    ['(A) is wrong. (B) is right.', 1],
    ['The answer is not (A) but (B).', 1],
    ['neither A nor B', undefined],
    ['It is a hard one, but (B)', 1],
    ['The answer is (B). I hope this answer is helpful.', 1],
    ['The answer is A or B', undefined],
    ['B.\n\nA is wrong because it is a Monday.', 1],
    ['E', undefined],
    ['Ⓑ', 1],
    ['The correct option is: b', 1],
    ["D'accord", undefined],
    ['I think a B-cell is meant', undefined],
  ])('%j is class %j', (answer, expected) => {
    expect(readClass(answer, letters)).toBe(expected);
    expect(readClass(answer, bareLetters)).toBe(expected);
  });
});

describe('answers that are words', () => {
  it.each([
    ['pos', 0],
    ['Positive', 0],
    ['The sentiment is negative.', 1],
    ['The review is not positive', undefined],
    ["It isn't positive, it is negative", 1],
    ['Positive rather than negative', 0],
    ['more negative than positive', 1],
    ['non-positive', undefined],
    ['positively', undefined],
    ['It has positive and negative sides', undefined],
    ['It has positive and negative sides. Overall, it is negative.', 1],
    ['Sentiment: Positive\nReason: no negative words', 0],
    ['{"sentiment": "NEG", "confidence": 0.9}', 1],
    ['{"label": {"name": "negative"}}', 1],
    ['["negative"]', 1],
    ['`negative`', 1],
    ['POSITIVE!', 0],
  ])('%j is class %j', (answer, expected) => {
    expect(readClass(answer, sentiment)).toBe(expected);
  });
});

describe('classes that differ in little', () => {
  it.each([
    ['not sure at all', [['not'], ['not sure']], 1],
    ['Not sure.', [['not'], ['not sure']], 1],
    ['not', [['not'], ['not sure']], 0],
    ['10', [['1'], ['10']], 1],
    ['The answer is 10.', [['1'], ['10']], 1],
    ['C++', [['C'], ['C++'], ['C#']], 1],
    ['It is written in C#.', [['C'], ['C++'], ['C#']], 2],
    ['It is C', [['C'], ['C++'], ['C#']], 0],
    ['C++', [['C'], ['Java']], undefined],
    ['It is C++', [['C'], ['Java']], undefined],
    ['a', [['a'], ['A']], 0],
    ['(A).', [['a'], ['A']], 1],
    ['The answer is a.', [['a'], ['A']], 0],
    ['POLISH', [['polish'], ['Polish']], undefined],
    ['He is Polish', [['polish'], ['Polish']], 1],
    ['+', [['+'], ['-']], 0],
    ['(−)', [['+'], ['-']], 1],
    ['The sentiment is +', [['+'], ['-']], 0],
    ['It is bad - so the sign is "-"', [['+'], ['-']], 1],
    ['a well-known film', [['+'], ['-']], undefined],
    [':(', [[':)'], [':(']], 1],
    ['great :)', [[':)'], [':(']], 0],
    ['The answer is 😀.', [['😀'], ['😢']], 0],
    ['❤', [['❤️'], ['💔']], 0],
    ['👍🏽', [['👍'], ['👎']], undefined],
    ['Very Bad', [['very good'], ['very bad']], 1],
    ['It is very bad.', [['very good'], ['very bad']], 1],
    ['very_good', [['very good'], ['very bad']], 0],
    ['very', [['very good'], ['very bad']], undefined],
    ['1.10', [['1.1'], ['1.10'], ['2.0']], 1],
    ['version 1.1', [['1.1'], ['1.10'], ['2.0']], 0],
    ['In 1999.', [['1999'], ['2000']], 0],
    ['1999/2000', [['1999'], ['2000']], undefined],
    ['10%', [['5%'], ['10%']], 1],
    ['about 5 %', [['5%'], ['10%']], undefined],
    ['5%', [['5'], ['10']], undefined],
    ['-1', [['1'], ['-1']], 1],
    ['it is -1', [['1'], ['2']], undefined],
    ['1,000', [['1000'], ['2000']], 0],
    ['2021-01-05', [['2021-01-05'], ['2021-05-01']], 0],
    ['on 2021-05-01.', [['2021-01-05'], ['2021-05-01']], 1],
    ['007', [['007'], ['7']], 0],
    ['***', [['*'], ['**'], ['***']], 2],
    ['The rating is **', [['*'], ['**'], ['***']], 1],
    ['yes!', [['yes!'], ['yes?']], 0],
    ['1/2', [['1/2'], ['3/2']], 0],
    ['cafe\u0301', [['café'], ['thé']], 0],
    ['STRASSE', [['Straße'], ['Weg']], 0],
    ['<', [['<'], ['>']], 0],
    ['(>)', [['<'], ['>']], 1],
    ['答案是否', [['是'], ['否']], 1],
    ['这是正面评价', [['正面'], ['负面']], 0],
    ['не знаю', [['да'], ['нет']], undefined],
    ['Нет, это не так', [['да'], ['нет']], 1],
    ['It may be June', [['May'], ['June']], 1],
    ['tells us that it is the UK', [['US'], ['UK']], 1],
  ] as const)('%j among %j is %j', (answer, classes, expected) => {
    expect(readClass(answer, classes)).toBe(expected);
  });
});

describe('numerals', () => {
  it.each([
    ['I think the answer is II.', 1],
    ['I', 0],
    ['I.', 0],
    ['iii', 2],
    ["I'm not sure", undefined],
    ['Stage IV', 3],
    ['I is right', 0],
    ['I because it fits', 0],
    ['I since it fits', 0],
    ['I due to it', 0],
    ['I or II', undefined],
    ['I nor II', undefined],
    ['I think so', undefined],
  ])('%j is numeral %j', (answer, expected) => {
    expect(readClass(answer, romans)).toBe(expected);
  });

  it.each([
    ['4 stars', 3],
    ['I rate it 4 out of 5', 3],
    ['4/5', 3],
    ['On a scale of 1 to 5, it is a 2.', 1],
    ['4.5', undefined],
    ['Rating: 3', 2],
    ['{"rating": 2}', 1],
    ['5.0', 4],
    ['25', undefined],
  ])('%j is rating %j', (answer, expected) => {
    expect(readClass(answer, stars)).toBe(expected);
  });
});

it('refuses classes with the same text', () => {
  expect(() => readClass('é', [['caf\u00e9'], ['cafe\u0301']])).toThrow(
    '"café" belongs to two classes',
  );
});

it('reads nothing without classes', () => {
  expect(readClass('yes', [])).toBeUndefined();
});
