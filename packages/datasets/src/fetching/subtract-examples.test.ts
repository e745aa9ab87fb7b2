import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Example } from '../example.ts';
import {
  generatedDatasetNames,
  type GeneratedDatasetName,
} from '../generators/generated-dataset-name.ts';
import { parseMultipleChoice } from '../loaders/shuffle-options.ts';
import type { BigBenchItem } from './big-bench-item.ts';
import { subtractExamples, type Difference } from './subtract-examples.ts';

const shared = process.env['DLN_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
const data = resolve(shared, 'data');

const subtract = (
  task: GeneratedDatasetName,
  items: readonly BigBenchItem[],
  hard: readonly Pick<Example, 'input'>[] = [],
): Difference =>
  subtractExamples({
    task: { file: 'task.json', text: JSON.stringify({ examples: items }), remedy: 'Mend it.' },
    hard: { file: 'hard.json', text: JSON.stringify({ examples: hard }), remedy: 'Mend it.' },
    published: { task, examples: items.length },
  });

describe('a task of BIG-bench in the form of BIG-Bench Hard', () => {
  it('has yes and no for true and false in navigate', () => {
    const item = { input: 'Turn left.', target_scores: { True: 1, False: 0 } };
    expect(subtract('navigate', [item]).examples).toEqual([
      {
        input:
          'If you follow these instructions, do you return to the starting point? Turn ' +
          'left.\nOptions:\n- Yes\n- No',
        target: 'Yes',
      },
    ]);
  });

  it('lists the two sentences of hyperbaton', () => {
    const item = {
      input:
        'Which sentence has the correct adjective order: a " red big car " b " big red car " ?',
      target_scores: { a: 0, b: 1 },
    };
    expect(subtract('hyperbaton', [item]).examples).toEqual([
      {
        input:
          'Which sentence has the correct adjective order:\nOptions:\n(A) red big car\n(B) ' +
          'big red car',
        target: '(B)',
      },
    ]);
  });

  it('has letters before the days of date_understanding', () => {
    const item = {
      input: 'Today is 1/1/2000. What is the date tomorrow?',
      target_scores: { '01/03/2000': 0, '01/02/2000': 1, '01/04/2000': 0 },
    };
    expect(subtract('date_understanding', [item]).examples).toEqual([
      {
        input:
          'Today is 1/1/2000. What is the date tomorrow?\nOptions:\n(A) 01/03/2000\n(B) ' +
          '01/02/2000\n(C) 01/04/2000',
        target: '(B)',
      },
    ]);
  });

  it('has statements without full stops in logical deduction', () => {
    const item = {
      input: 'On a shelf, there are two books: a red book and a blue book.',
      target_scores: { 'The red book is the leftmost.': 1, 'The blue book is the leftmost.': 0 },
    };
    const [example] = subtract('logical_deduction_seven_objects', [item]).examples;
    expect(example?.target).toBe('(A)');
    expect(example?.input).toMatch(/^The following paragraphs each .* each paragraph\. On a shelf/);
    expect(example?.input.split('\n').slice(1)).toEqual([
      'Options:',
      '(A) The red book is the leftmost',
      '(B) The blue book is the leftmost',
    ]);
  });
});

describe('leaving out the examples of BIG-Bench Hard', () => {
  const day = (input: string): BigBenchItem => ({ input, target_scores: { a: 1, b: 0 } });

  it('goes by the question in date_understanding, whatever the options are', () => {
    const { examples } = subtract(
      'date_understanding',
      [day('Which day?'), day('Which year?')],
      [{ input: 'Which day?\nOptions:\n(A) 01/01/2001\n(B) 02/02/2002' }],
    );
    expect(examples).toEqual([{ input: 'Which year?\nOptions:\n(A) a\n(B) b', target: '(A)' }]);
  });

  it('refuses a task that lacks one of them', () => {
    const hard = [{ input: 'Which month?\nOptions:\n(A) a' }];
    expect(() => subtract('date_understanding', [day('Which day?')], hard)).toThrow(
      'task.json: has only 0 of the 1 examples of hard.json. Mend it.',
    );
  });

  it.each([
    ['navigate', { input: 'Turn.', target_scores: { True: 0, False: 0 } }],
    ['navigate', { input: 'Turn.', target_scores: { Yes: 1, No: 0 } }],
    ['hyperbaton', { input: 'Which is right?', target_scores: { a: 1, b: 0 } }],
    ['date_understanding', { input: 'Which day?', target_scores: { a: 1 } }],
  ] as const)('refuses an example of %s that is of another form', (task, item) => {
    expect(() => subtract(task, [item])).toThrow(
      `task.json, line 1: examples[0] is not of the form of ${task}. Mend it.`,
    );
  });
});

describe.skipIf(!existsSync(data))(
  `with published files (skipped where ${data} is missing)`,
  () => {
    const schema = z.object({
      examples: z.array(z.object({ input: z.string(), target: z.string() })),
    });
    const read = (path: string): readonly Example[] =>
      schema.parse(JSON.parse(readFileSync(resolve(data, path), 'utf8'))).examples;

    /** An example as BIG-bench has it. */
    const toItem = (task: GeneratedDatasetName, { input, target }: Example): BigBenchItem => {
      const [question = '', list = ''] = input.split('\nOptions:\n');
      if (task === 'navigate') {
        const isBack = target === 'Yes';
        const scores = { True: isBack ? 1 : 0, False: isBack ? 0 : 1 };
        return { input: question.split('starting point? ')[1] ?? '', target_scores: scores };
      }
      const options = parseMultipleChoice(`${question}\nOptions:\n${list}`)?.options ?? [];
      const right = 'ABCDEFGHIJ'.indexOf(target.charAt(1));
      const scoresOf = (names: readonly string[]): Record<string, number> =>
        Object.fromEntries(names.map((name, position) => [name, position === right ? 1 : 0]));
      if (task === 'hyperbaton') {
        const [one = '', other = ''] = options;
        const text = `${question} a " ${one} " b " ${other} " ?`;
        return { input: text, target_scores: scoresOf(['a', 'b']) };
      }
      return task === 'date_understanding'
        ? { input: question, target_scores: scoresOf(options) }
        : {
            input: question.split('each paragraph. ')[1] ?? '',
            target_scores: scoresOf(options.map((option) => `${option}.`)),
          };
    };

    it.each(generatedDatasetNames)('every example of %s in BIG-Bench Hard is found', (task) => {
      const hard = read(`bbh/${task}.json`);
      const others = read(`bb_minus_bbh/${task}.json`).slice(0, 100);
      const items = [...others, ...hard].map((example) => toItem(task, example));
      expect(subtract(task, items, hard).examples).toEqual(others);
    });
  },
);
