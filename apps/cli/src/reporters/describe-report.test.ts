import { classificationReport } from '@dln/vi';
import { describe, expect, it } from 'vitest';
import { describeAccuracy } from './describe-accuracy.ts';
import { describeReport, describeWrong } from './describe-report.ts';

const answered = (target: string, output: string, probability?: number): object => ({
  input: `an input about ${target}`,
  target,
  output,
  loss: target === output ? 0 : 1,
  ...(probability === undefined ? {} : { classProbabilities: [probability, 1 - probability] }),
});

type Example = Parameters<typeof classificationReport>[0][number] & { readonly input: string };

const examples = [
  answered('yes', 'yes', 0.75),
  answered('yes', 'no', 0.25),
  answered('no', 'no', 0.25),
  answered('no', 'perhaps', 0.5),
] as readonly Example[];

describe('describeReport', () => {
  it('shows each class with its answers, F1, unreadable answers and the calibration', () => {
    const report = classificationReport(examples, { classes: [['yes'], ['no']] });
    expect(describeReport(report)).toEqual([
      'class  examples  recall  precision  F1     answered:  yes  no  no class',
      'yes    2         50.0 %  100.0 %    0.667             1    1   0',
      'no     2         50.0 %  50.0 %     0.500             0    1   1',
      'macro F1       0.583',
      'unreadable     1 of 4 (25.0 %)',
      'calibration    ECE 0.188, NLL 0.664 nats',
    ]);
  });

  describe('of twelve classes', () => {
    const names = Array.from({ length: 12 }, (_, at) => `topic ${String(at + 1).padStart(2, '0')}`);
    // Topic n is answered n times: right for n < 4, else once with the topic before and otherwise
    // with topic 01.
    const twelve = names.flatMap((name, at) =>
      Array.from({ length: at + 1 }, (_, time) => {
        if (at < 3) return answered(name, name);
        return answered(name, (time === 0 ? names[at - 1] : names[0]) ?? '');
      }),
    ) as readonly Example[];
    const report = classificationReport(twelve, { classes: names.map((name) => [name]) });
    const matrix = /answered:.*topic 12 {2}no class$/;

    it('lists the largest confusions at 80 columns, and no line is wider', () => {
      const lines = describeReport(report, 79);
      expect(lines.filter((line) => line.length > 79)).toEqual([]);
      expect(lines.slice(0, 2)).toEqual([
        'class     examples  recall   precision  F1',
        'topic 01  1         100.0 %  1.6 %      0.031',
      ]);
      expect(lines.slice(13, 16)).toEqual([
        'class     answered  times',
        'topic 12  topic 01  11',
        'topic 11  topic 01  10',
      ]);
      expect(lines.slice(22, 25)).toEqual([
        'topic 04  topic 01  3',
        'topic 04  topic 03  1',
        'confusions     8 more; --json has the whole matrix',
      ]);
    });

    it('shows the matrix on a terminal that is wide enough, and in files', () => {
      const [widest = ''] = describeReport(report);
      expect(widest).toMatch(matrix);
      expect(describeReport(report, widest.length)[0]).toMatch(matrix);
      expect(describeReport(report, widest.length - 1)[0]).not.toContain('answered:');
    });
  });

  it('leaves the matrix of more than twelve classes to JSON', () => {
    const classes = Array.from({ length: 13 }, (_, at) => [`class ${at}x`]);
    const report = classificationReport(examples, { classes });
    expect(describeReport(report)[0]).toBe('classes        13; --json has their confusion matrix');
  });

  it('is empty for a task without classes', () => {
    expect(describeReport(classificationReport(examples, { classes: null }))).toEqual([]);
  });
});

describe('describeWrong', () => {
  it('shows the first wrong answers, short and on one line each', () => {
    const long = { ...answered('yes', `no\nand ${'more '.repeat(30)}`), failure: undefined };
    expect(describeWrong([long as Example], 12)).toEqual([
      'wrong answers  12, the first of them',
      '  "an input about yes" is "yes", answered "no and more more more more more more more more more more mo…"',
    ]);
    expect(describeWrong([], 0)).toEqual([]);
  });
});

describe('describeAccuracy', () => {
  const test = {
    accuracy: 0.845,
    before: 0.61,
    examples: 200,
    interval: { low: 0.788, high: 0.889 },
    pValue: 0.00001,
  };

  it('compares with the accuracy before, with intervals for both', () => {
    expect(describeAccuracy(test)).toBe(
      '61.0 % → 84.5 % (+23.5, of 200; 95 % interval 78.8 – 88.9 %; McNemar p < 0.001)',
    );
    expect(describeAccuracy({ ...test, accuracy: 0.6, pValue: 0.6875 })).toBe(
      '61.0 % → 60.0 % (−1.0, of 200; 95 % interval 78.8 – 88.9 %; McNemar p 0.688)',
    );
  });

  it('shows what is known, and a dash for no test', () => {
    expect(describeAccuracy({ ...test, before: null, pValue: null })).toBe(
      '84.5 % (of 200; 95 % interval 78.8 – 88.9 %)',
    );
    expect(describeAccuracy({ ...test, accuracy: null })).toBe('–');
  });
});
