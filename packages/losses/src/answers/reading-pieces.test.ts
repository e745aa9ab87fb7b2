import { describe, expect, it } from 'vitest';
import { createAnswerIndex } from './answer-index.ts';
import { createClassPattern } from './class-pattern.ts';
import { foldCase, NORMAL_FORMS, visibleForm } from './normal-forms.ts';
import { answerReadings, findAnswer, readStructured } from './read-answer.ts';
import { readBoxed } from './read-boxed.ts';
import { readClass } from './read-class.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { firstSentence, ownTurn, readPhrases, readStrongPhrases } from './read-phrases.ts';
import { stripEmphasis, strongSpans } from './strip-emphasis.ts';
import { stripLatex } from './strip-latex.ts';
import { stripThinking } from './strip-thinking.ts';

// The steps by which an answer is found, one by one.

describe('readBoxed', () => {
  it.each([
    [String.raw`\boxed{B}`, 'B'],
    [String.raw`so \boxed{A} and then \fbox {B} end`, 'B'],
    [String.raw`\boxed{x^{2} + {y}} is it`, 'x^{2} + {y}'],
    [String.raw`\boxed{cut off`, 'cut off'],
    [String.raw`\boxed{}`, ''],
    ['no box', undefined],
  ])('of %j is %j', (text, content) => {
    expect(readBoxed(text)).toBe(content);
  });
});

describe('readJsonAnswer', () => {
  it.each([
    ['{"answer": "A", "label": "B"}', 'A'],
    ['{"label": "B", "final_answer": "C"}', 'C'],
    ['{"Final Answer": "C"}', 'C'],
    ['{"class": true}', 'true'],
    ['{"answer": {"value": 3}}', '3'],
    ['{"answer": ["A"]}', 'A'],
    ['{"sentiment": "good"}', 'good'],
    ['It is {"sentiment": "good"}, I think', undefined],
    ['It is {"answer": "good"}, I think', 'good'],
    ['{"reason": "x", "step_2": "y", "mood": "good"}', 'good'],
    ['{"a": "good", "b": "bad"}', undefined],
    ['{"outer": {"answer": "inner"}}', 'inner'],
    ['{"answer": "A"} and {"answer": "B"}', 'B'],
    ['{"answer": "A"} {broken}', 'A'],
    ["{'answer': 'it is'}", 'it is'],
    ['{answer: yes}', 'yes'],
    ['{"answer": "cut of', 'cut of'],
    ['{"label": "first", "answer": "sec"', 'sec'],
    ['see {answer: yes}', undefined],
    ['```json\n{"answer": "A"}\n```\n```\n{"answer": "B"}\n```', 'B'],
    ['```json\n{"answer": "A"}\n```\nthen {"answer": "C"}', 'A'],
    ['answer: A', undefined],
    ['{}', undefined],
    ['{"answer": "A"', 'A'],
    ['{"answer": null}', undefined],
    ['{"answer": ["A", "B"]}', undefined],
    ['{"answer": {"first": "A", "second": "B"}}', undefined],
    [' {"sentiment": "good"}\n', 'good'],
    ['```json\n\n {"sentiment": "good"} \n\n```', 'good'],
    ['}', undefined],
    ['} {answer', undefined],
    ['{"Final Answer": "cut of', 'cut of'],
    ['{"outer": {"mood": "good"}}', 'good'],
    ['{"sentiment": "good"} I think', undefined],
    ['I think {"sentiment": "good"}', undefined],
  ])('of %j is %j', (text, answer) => {
    expect(readJsonAnswer(text)).toBe(answer);
  });

  it.each(
    'final_answer answer label class category classification prediction choice option output result response'
      .split(' ')
      .map((key) => [key]),
  )('takes the value of %j among other fields, in full and cut off', (key) => {
    expect(readJsonAnswer(`{"one": "A", "${key}": "B", "two": "C"}`)).toBe('B');
    expect(readJsonAnswer(`{"one": "A", "${key}": "B", "two": "C`)).toBe('B');
  });

  it('looks at the last 20 opening braces', () => {
    expect(readJsonAnswer(`x {"answer": "${'{'.repeat(18)}"}`)).toBe('{'.repeat(18));
    expect(readJsonAnswer(`x {"answer": "${'{'.repeat(19)}"}`)).toBe('{'.repeat(19));
    expect(readJsonAnswer(`x {"answer": "${'{'.repeat(20)}"}`)).toBeUndefined();
  });
});

describe('announced answers', () => {
  it.each([
    ['The answer is B.', ['B.']],
    ['Answer: A\nAnswer: B', ['B', 'A']],
    ['Answer:\n\n  B\nmore', ['B']],
    ['The answer is', []],
    ['Therefore, B. The final answer is A', ['A', 'B. The final answer is A']],
    ['#### 12', ['12']],
    ['Die Antwort ist B', ['B']],
    ['答案是 B', ['B']],
    ['The answer isn’t B', []],
    ['Nothing here', []],
  ])('of %j are %j', (text, phrases) => {
    expect(readPhrases(text)).toEqual(phrases);
  });

  it('are the stronger ones only, if that is asked for', () => {
    expect(readStrongPhrases('So, A. The answer is B')).toEqual(['B']);
    expect(readStrongPhrases('So, A.')).toEqual([]);
  });
});

describe('ownTurn', () => {
  it.each([
    ['yes\n\nQuestion: next?', 'yes'],
    ['yes\nQ2: next?', 'yes'],
    ['\nQuestion: mine?', '\nQuestion: mine?'],
    [' \nQuestion: mine?', ' \nQuestion: mine?'],
    ['no question', 'no question'],
  ])('of %j is %j', (text, own) => {
    expect(ownTurn(text)).toBe(own);
  });
});

describe('firstSentence', () => {
  it.each([
    ['B. Because.', 'B'],
    ['1.5 is it', '1.5 is it'],
    [' B\nC', 'B'],
    ['是。否', '是'],
    ['what? yes', 'what'],
    ['No. 5', 'No. 5'],
    ['no. 12 is it. Yes', 'no. 12 is it'],
    ['No. Five', 'No'],
    ['Casino. 5', 'Casino'],
    ['No! 5', 'No'],
  ])('of %j is %j', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });
});

describe('stripEmphasis and strongSpans', () => {
  it.each([
    ['**B** is *it*', 'B is it'],
    ['***B***', 'B'],
    ['__B__ and _c_ but a_b_c', 'B and c but a_b_c'],
    ['`B`', 'B'],
    ['## Answer\nB', 'Answer\nB'],
    ['#### 5', '#### 5'],
    ['<b>B</b> <CODE>x</CODE>', 'B x'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('of %j is %j', (text, plain) => {
    expect(stripEmphasis(text)).toBe(plain);
  });

  it('finds what is bold', () => {
    expect(strongSpans('**A** or *b* or **C d**')).toEqual(['A', 'C d']);
  });
});

describe('stripLatex', () => {
  it.each([
    [String.raw`$\text{B}$`, 'B'],
    [String.raw`\textbf{\text{B}}`, 'B'],
    [String.raw`\dfrac{1}{2}`, '1/2'],
    [String.raw`\(x\,y\)`, 'x y'],
    [String.raw`5\%`, '5%'],
    ['$5$.', '5.'],
    [' plain ', 'plain'],
    [String.raw`\[ \mathrm{no} \]`, 'no'],
  ])('of %j is %j', (text, plain) => {
    expect(stripLatex(text)).toBe(plain);
  });
});

describe('stripThinking', () => {
  it.each([
    ['<think>a</think>B', 'B'],
    ['<THINK>a</THINK> B <thinking x="1">c</thinking>', 'B'],
    ['<think>a</think>B<think>c</think>', 'B'],
    ['[THINK]a[/THINK]B[THINK]c[/THINK]', 'B'],
    ['a</think>B', 'B'],
    ['a</THINK>B', 'B'],
    ['B <think>c', 'B'],
    ['B <THINK>c', 'B'],
    ['[THINK]a[/THINK]B', 'B'],
    ['a[/THINK]B', 'B'],
    ['B [THINK]c', 'B'],
    ['<s>B</s><|eot_id|>', 'B'],
    ['<|channel|>analysis<|message|>a<|channel|>final<|message|>B<|end|>', 'B'],
    ['<|channel|>analysis<|message|>a', undefined],
    ['<think>a</think>', undefined],
    ['  ', undefined],
  ])('of %j is %j', (text, rest) => {
    expect(stripThinking(text)).toBe(rest);
  });
});

describe('findAnswer', () => {
  it.each([
    ['B', { text: 'B', isMarked: false }],
    ['The answer is **B**', { text: 'B', isMarked: true }],
    ['```\nB\n```', { text: 'B', isMarked: false }],
    ['<answer>{"answer": "B"}</answer>', { text: 'B', isMarked: true }],
    ['<think>x</think>', undefined],
  ])('of %j is %j', (text, found) => {
    expect(findAnswer(text)).toEqual(found);
  });

  it('unwraps at most four times', () => {
    const wrapped = (times: number): string => `${'<answer>'.repeat(times)}B`;
    expect(findAnswer(wrapped(1))?.text).toBe('B');
    expect(readStructured(wrapped(4))).toBe('B');
    expect(readStructured(wrapped(5))).toBe('<answer>B');
    expect(findAnswer('Answer: Answer: Answer: Answer: B')?.text).toBe('B');
  });

  it('has a first sentence as another reading, if it is set off', () => {
    expect(answerReadings('The answer is B. I am sure')).toEqual(['B. I am sure', 'B']);
    expect(answerReadings('B. I am sure')).toEqual(['B. I am sure']);
    expect(answerReadings('')).toEqual([]);
  });

  it.each([
    ['<answer>B</answer> <label>C</label>', 'C'],
    ['<answer> </answer>', undefined],
    [String.raw`<answer>{"answer":"\\boxed{B}"}</answer>`, 'B'],
    [String.raw`{"answer":"\\boxed{B}"}`, 'B'],
    [String.raw`\boxed{$\text{B}$}`, 'B'],
    ['B', undefined],
  ])('set off in %j: %j', (text, found) => {
    expect(readStructured(text)).toBe(found);
  });
});

describe('normal forms', () => {
  it.each([
    [' (B). ', [' (B). '.trim(), '(B).', 'B', 'B', '(b).', 'b', 'b', 'b', '']],
    [
      '"Very-Bad"',
      [
        '"Very-Bad"',
        '"Very-Bad"',
        'Very-Bad',
        'Very-Bad',
        '"very-bad"',
        'very-bad',
        'very-bad',
        'very bad',
        '',
      ],
    ],
    [
      '$1,000',
      ['$1,000', '$1,000', '$1,000', '$1,000', '$1,000', '$1,000', '$1,000', '$1,000', '1000'],
    ],
    ['5 €', ['5 €', '5 €', '5 €', '5 €', '5 €', '5 €', '5 €', '5 €', '5']],
    ['!', ['!', '!', '!', '!', '!', '!', '!', '!', '']],
    ['-.5', ['-.5', '-.5', '-.5', '-.5', '-.5', '-.5', '-.5', '-.5', '-0.5']],
  ])('of %j are %j', (text, forms) => {
    expect(NORMAL_FORMS.map((form) => form(text))).toEqual(forms);
  });

  it('show quotation marks, dashes, blanks and invisible signs alike', () => {
    expect(visibleForm(' ‘a’\u200B „b“ –\u00A0 Ｃ ')).toBe('\'a\' "b" - C');
    expect(foldCase('STRASSE')).toBe(foldCase('Straße'));
  });
});

describe('createAnswerIndex', () => {
  it.each([
    ['c', 2],
    ['C', 0],
    ['(C).', 0],
    ['c#', 1],
    ['D', undefined],
    ['', undefined],
    ['?', undefined],
  ])('finds %j in group %j', (answer, group) => {
    expect(createAnswerIndex([['C'], ['C#', ''], ['c']]).find(answer)).toBe(group);
  });

  it('finds nothing among no groups, and refuses a text of two', () => {
    expect(createAnswerIndex([]).find('a')).toBeUndefined();
    expect(() => createAnswerIndex([['a'], ['b', 'a']])).toThrow(
      expect.objectContaining({
        code: 'shared-class-text',
        message: 'class_loss: "a" belongs to two classes. Give each class different texts.',
      }),
    );
  });
});

describe('createClassPattern', () => {
  const found = (
    classes: readonly string[],
    text: string,
  ): readonly (readonly [string, number])[] =>
    createClassPattern(classes.map((name) => [name]))
      .matchAll(text)
      .map((match) => {
        expect(text.slice(match.start, match.end)).toBe(match.text);
        return [match.text, match.start];
      });

  it.each([
    [
      ['not', 'not sure'],
      'Not sure, not',
      [
        ['Not sure', 0],
        ['not', 10],
      ],
    ],
    [
      ['very bad', 'bad'],
      'bad, very_bad',
      [
        ['bad', 0],
        ['very_bad', 5],
      ],
    ],
    [
      ['a', 'A'],
      'A b a',
      [
        ['A', 0],
        ['a', 4],
      ],
    ],
    [
      ['10', '1'],
      '1.10, 10 1',
      [
        ['10', 6],
        ['1', 9],
      ],
    ],
    [
      ['C', 'C++'],
      'C++ C C#',
      [
        ['C++', 0],
        ['C', 4],
      ],
    ],
    [
      ['+', '-'],
      'a + b-c "-"',
      [
        ['+', 2],
        ['-', 9],
      ],
    ],
    [['5%'], '15% 5% 5', [['5%', 4]]],
    [['😀'], 'ok 😀', [['😀', 3]]],
    [['正'], '很正面', [['正', 1]]],
    [['', 'x'], ' x ', [['x', 1]]],
    [[], 'x', []],
    // Classes that differ in case alone are matched apart from the others.
    [['x y', 'y Z z', 'y z Z'], 'x y Z z', [['y Z z', 2]]],
    [['ab', 'AB'], 'Ab ab', [['ab', 3]]],
    [['x y z', 'z W', 'Z w'], 'x y z W', [['x y z', 0]]],
    // A bracket or quotation mark of the class may touch a word; another mark may not.
    [['(a)'], 'x(a)y', [['(a)', 1]]],
    [['yes!'], 'yes!no yes!', [['yes!', 7]]],
    [['.net'], 'asp.net .net', [['.net', 8]]],
  ] as const)('of %j in %j: %j', (classes, text, matches) => {
    expect(found(classes, text)).toEqual(matches);
  });
});

describe('readClass', () => {
  const sentiment = [['positive'], ['negative'], ['neutral']];

  it.each([
    ['neutral\nbecause of nothing', 2],
    ['because of nothing\nneutral', 2],
    ['It is **negative**, though some say positive', 1],
    ['**positive** and **negative**', undefined],
    ['Positive or negative', undefined],
    ['positive, not negative', 0],
    ['positive; some say negative', 0],
    ['Option: positive', 0],
    ['Question: is it positive?\nnegative', 1],
    ['negative\nQuestion: is it positive?', 1],
    ['<answer>none</answer> negative', 1],
    ['The answer is unclear. negative', 1],
  ])('of %j is %j', (text, index) => {
    expect(readClass(text, sentiment)).toBe(index);
  });

  it('keeps emphasis and scales that are classes', () => {
    expect(readClass('The grade is **', [['*'], ['**']])).toBe(1);
    expect(readClass('It is 4/5', [['4/5'], ['3/5']])).toBe(0);
    expect(readClass('a 4 on a scale of 1 to 5', [['1'], ['4'], ['5']])).toBe(1);
  });
});
