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

  it('compares with the accuracy before, and says how sure both are', () => {
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
