import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';
import { classificationReport, type ReportedExample } from './classification-report.ts';

const classes = [['cat'], ['dog', 'hound'], ['bird']];

function answered(pairs: readonly (readonly [string, string])[]): readonly ReportedExample[] {
  return pairs.map(([target, output]) => ({ target, output, loss: target === output ? 0 : 1 }));
}

describe('classificationReport', () => {
  // The example of scikit-learn's guide: y_true = [2, 0, 2, 2, 0, 1], y_pred = [0, 0, 2, 2, 0, 2].
  it("gives scikit-learn's figures", () => {
    const names = ['cat', 'dog', 'bird'];
    const truth = [2, 0, 2, 2, 0, 1];
    const answers = [0, 0, 2, 2, 0, 2];
    const report = classificationReport(
      answered(
        truth.map((at, item) => [names[at] ?? '', names[answers[item] ?? 0] ?? ''] as const),
      ),
      { classes },
    );
    expect(report).toMatchObject({ examples: 6, unanswered: 0, unreadable: 0 });
    expect(report.accuracy).toBeCloseTo(4 / 6, 12);
    expect(report.confusion).toEqual([
      [2, 0, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 2, 0],
    ]);
    expect(report.classes?.map(({ recall }) => recall)).toEqual([1, 0, 2 / 3]);
    // scikit-learn warns of the second precision, which is 0 / 0, and puts 0 in its place.
    expect(report.classes?.map(({ precision }) => precision)).toEqual([2 / 3, null, 2 / 3]);
    expect(report.classes?.map(({ f1 }) => f1)).toEqual([0.8, 0, 2 / 3]);
    expect(report.macroF1).toBeCloseTo(0.488888888888889, 12);
  });

  it('counts unreadable answers and missing ones apart, and both as no class', () => {
    const report = classificationReport(
      [
        { target: 'cat', output: 'The answer is cat.', loss: 0 },
        { target: 'dog', output: 'Hound', loss: 0 },
        { target: 'dog', output: 'neither', loss: 1 },
        { target: 'bird', output: '', loss: 1, failure: { kind: 'content-filter' } },
      ],
      { classes },
    );
    expect(report).toMatchObject({ accuracy: 0.5, unanswered: 1, unreadable: 1 });
    expect(report.confusion).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 1],
      [0, 0, 0, 1],
    ]);
    expect(report.classes?.map(({ name, recall }) => [name, recall])).toEqual([
      ['cat', 1],
      ['dog', 0.5],
      ['bird', 0],
    ]);
  });

  it('has null for a share of nothing, never 0 or NaN', () => {
    const report = classificationReport(answered([['cat', 'cat']]), { classes });
    expect(report.classes?.[2]).toEqual({
      name: 'bird',
      support: 0,
      predicted: 0,
      recall: null,
      precision: null,
      f1: null,
    });
    expect(report.macroF1).toBe(1);
    expect(classificationReport([], { classes: null })).toMatchObject({
      accuracy: null,
      interval: null,
      classes: null,
    });
  });

  it('has an interval only for losses of 0 and 1', () => {
    const examples = [
      { target: 'a', output: 'b', loss: 0.5 },
      { target: 'a', output: 'a', loss: 0 },
    ];
    const report = classificationReport(examples, { classes: null });
    expect(report).toMatchObject({ accuracy: 0.75, interval: null });
  });
});

describe('calibrate', () => {
  it('gives the error over ten bins and the mean negative log-likelihood', () => {
    const result = calibrate([
      { target: 0, probabilities: [0.9, 0.1] },
      { target: 1, probabilities: [0.85, 0.15] },
      { target: 1, probabilities: [0.3, 0.7] },
      { target: 0, probabilities: [0.55, 0.45] },
    ]);
    // Bins: (0.8, 0.9] holds 0.9 and 0.85, one of them right; 0.7 and 0.55 are right.
    expect(result?.expectedCalibrationError).toBeCloseTo((0.75 + 0.3 + 0.45) / 4, 12);
    // scikit-learn, log_loss([0, 1, 1, 0], …)
    expect(result?.negativeLogLikelihood).toBeCloseTo(0.7392481, 6);
  });

  it('is null for nothing, and has no likelihood if a target had probability 0', () => {
    expect(calibrate([])).toBeNull();
    expect(calibrate([{ target: 1, probabilities: [1, 0] }])).toEqual({
      examples: 1,
      expectedCalibrationError: 1,
      negativeLogLikelihood: null,
    });
  });
});
