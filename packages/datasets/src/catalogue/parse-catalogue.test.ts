import { describe, expect, it } from 'vitest';
import { parseCatalogue } from './parse-catalogue.ts';

const parse = (yaml: string): unknown => [...parseCatalogue(yaml, 'mine.yaml').datasets];

describe('parseCatalogue', () => {
  it('takes classes, labels and instruction', () => {
    const yaml =
      'mood:\n  instruction: How is it?\n  classes: [good|Good, bad]\n  labels: {1: good, 0: ' +
      'bad}\n';
    expect(parse(yaml)).toEqual([
      [
        'mood',
        {
          instruction: 'How is it?',
          classes: ['good|Good', 'bad'],
          labels: new Map([
            ['1', 'good'],
            ['0', 'bad'],
          ]),
          own: undefined,
        },
      ],
    ]);
  });

  it('takes the names that the reference’s file uses', () => {
    const yaml =
      "mood:\n  prefix: ''\n  protos: [a, b]\n  label_mapping: {'0': a, '1': b}\n  " +
      'output_type: single word\n';
    expect(parse(yaml)).toMatchObject([['mood', { instruction: '', classes: ['a', 'b'] }]]);
  });

  it('makes classes of the labels if none are given', () => {
    expect(parse('mood:\n  labels: {1: good, 0: bad}\n')).toMatchObject([
      ['mood', { classes: ['good', 'bad'] }],
    ]);
  });

  it.each([
    ['a: 1\nmood:\n  clases: [a, b]\n', 'mine.yaml, line 1: a: '],
    [
      'mood:\n  instruction: x\n  clases: [a, b]\n',
      'mine.yaml, line 3: mood: the key "clases" is not known; known are instruction, classes,',
    ],
    ['mood:\n  classes: [a, b\n', 'mine.yaml, line 3: is not YAML: '],
    ['mood:\n  classes: [a]\n', 'mine.yaml, line 2: mood.classes: '],
    ['mood:\n  labels:\n    - a\n', 'mine.yaml, line 3: mood.labels: '],
    [
      'mood:\n  classes: [a, b]\n  protos: [a, b]\n',
      'line 3: mood.protos: say either "classes" or "protos", not both.',
    ],
    ['mood:\n  file: x.csv\n  split: {train: 1, dev: 1, tset: 1}\n', 'line 3: mood.split'],
    ['just text', 'mine.yaml, line 1: expected record'],
  ])('names the line of %j', (yaml, message) => {
    expect(() => parse(yaml)).toThrow(message);
  });
});
