import { promptText } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { inputs, targets, words } from '../training/small-world.fixture.ts';
import { mapOutcome } from '../scoring/outcome.ts';
import type { InferenceSettings } from './inference-settings.ts';
import {
  expected,
  largest,
  logP,
  meanOver,
  near,
  ofEach,
  tableStep,
  tableClasses,
  weightsOf,
  wordClasses,
  writes,
} from '../training/table-step.fixture.ts';

// Each setting of the posterior weights q(h | x, y) by summation: with the wrong sign, weight or
// branch, the scores of all prompts differ.

const start = ['p0', 'p2'] as const;
const x = (example: number): string => inputs[example] ?? '';
const y = (example: number): string => targets[example] ?? '';

const prior = (example: number, h: string): number => logP(0, start[0], x(example), h);
const likelihood = (example: number, h: string): number =>
  logP(1, start[1], `${x(example)}|${h}`, y(example));
const information = (example: number, h: string): number => logP(1, start[1], h, y(example));
const logQ = (h: string): number => -0.7 * words.indexOf(h) ** 2;
const accuracy = (example: number, h: string): number =>
  writes(1, start[1], `${x(example)}|${h}`) === y(example) ? 1 : 0;

const entropy = (weights: Record<string, number>): number =>
  -Object.values(weights).reduce((sum, weight) => sum + weight * Math.log(weight), 0);

const cases: readonly [
  name: string,
  settings: Partial<InferenceSettings>,
  logit: (example: number, h: string) => number,
][] = [
  ['likelihood and prior', {}, (i, h) => likelihood(i, h) + prior(i, h)],
  ['the likelihood alone', { includePrior: false }, (i, h) => likelihood(i, h)],
  [
    'less log p(y | h alone)',
    { useMutualInformation: true },
    (i, h) => likelihood(i, h) + prior(i, h) - information(i, h),
  ],
  ['less log q(h)', { correctWeighting: true }, (i, h) => likelihood(i, h) + prior(i, h) - logQ(h)],
  [
    'less both, without the prior',
    { includePrior: false, useMutualInformation: true, correctWeighting: true },
    (i, h) => likelihood(i, h) - information(i, h) - logQ(h),
  ],
  [
    'divided by a temperature below 1',
    { posteriorTemperature: 0.5 },
    (i, h) => (likelihood(i, h) + prior(i, h)) / 0.5,
  ],
  [
    'divided by a temperature above 1',
    { posteriorTemperature: 99 },
    (i, h) => (likelihood(i, h) + prior(i, h)) / 99,
  ],
  ['uniform from a temperature of 100', { posteriorTemperature: 100 }, () => 0],
  [
    'the accuracy of the answers, without the prior',
    { outputScoring: 'accuracy' },
    (i, h) => accuracy(i, h),
  ],
  [
    'the likelihood alone if hidden texts are scored by accuracy',
    { hiddenScoring: 'accuracy' },
    (i, h) => likelihood(i, h),
  ],
];

describe('posterior weights', () => {
  it.each(cases)('are %s', async (_, settings, logit) => {
    const { scores, info, asked } = await tableStep({
      start,
      targets,
      settings,
      logQ: (text) => [logQ(text)],
    });
    const q = inputs.map((_input, i) => weightsOf((h) => logit(i, h)));
    const answers = (p: string, i: number, h: string): number =>
      settings.outputScoring === 'accuracy'
        ? Number(writes(1, p, `${x(i)}|${h}`) === y(i))
        : logP(1, p, `${x(i)}|${h}`, y(i));
    expect(scores[1]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => answers(p, i, h)))),
    );
    if (settings.hiddenScoring !== 'accuracy')
      expect(scores[0]).toEqual(
        ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(0, p, x(i), h)))),
      );
    expect(info.posteriorEntropies).toEqual([near(meanOver((i) => entropy(q[i] ?? {})))]);
    const isTold = asked.some(({ options }) => options.logProbabilities === true);
    expect(isTold).toBe(settings.correctWeighting === true);
  });

  it('take the mean of log q over the tokens of a text', async () => {
    const settings = { correctWeighting: true };
    const one = await tableStep({ start, targets, settings, logQ: (text) => [logQ(text)] });
    const two = await tableStep({
      start,
      targets,
      settings,
      logQ: (text) => [logQ(text) - 1, logQ(text) + 1],
    });
    expect(two.info.posteriorEntropies).toEqual([near(one.info.posteriorEntropies[0] ?? NaN)]);
  });

  it.each(['classes', 'text'] as const)('take log p(y | h alone) over %s', async (over) => {
    // Classes read off the table, less 1 for the class: over texts there is no such difference.
    const shifted = Object.assign(
      async (...given: Parameters<typeof tableClasses>) =>
        (await tableClasses(...given)).map((outcome) =>
          mapOutcome(outcome, (own) => ({
            ...own,
            logProbabilities: own.logProbabilities.map((value, at) => value - at),
          })),
        ),
      { plan: () => 'shifted' },
    );
    const { info } = await tableStep({
      start,
      targets,
      settings: { useMutualInformation: true },
      layer: wordClasses,
      strategies: { mutualInformationOver: over, classScoring: shifted },
    });
    const shift = (i: number): number => words.indexOf(y(i));
    const q = inputs.map((_, i) =>
      weightsOf((h) => {
        const less = over === 'classes' ? information(i, h) - shift(i) : information(i, h);
        return likelihood(i, h) - shift(i) + prior(i, h) - words.indexOf(h) - less;
      }),
    );
    expect(info.posteriorEntropies).toEqual([near(meanOver((i) => entropy(q[i] ?? {})))]);
  });

  it('are of as many texts as are drawn', async () => {
    const { scores } = await tableStep({ start, targets, settings: { hiddenSamples: 2 } });
    const q = inputs.map((_, i) =>
      weightsOf((h) => likelihood(i, h) + prior(i, h), words.slice(0, 2)),
    );
    expect(scores[0]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(0, p, x(i), h)))),
    );
  });

  it('are 1 for a single text, which nothing weighs', async () => {
    const { scores, info } = await tableStep({ start, targets, settings: { hiddenSamples: 1 } });
    expect(scores[0]).toEqual(ofEach((p) => meanOver((i) => logP(0, p, x(i), words[0] ?? ''))));
    expect(info.posteriorEntropies).toEqual([0]);
  });
});

describe('useHiddenArgMax', () => {
  it('scores every prompt on the best hidden text alone', async () => {
    const soft = await tableStep({ start, targets });
    const { scores, info } = await tableStep({
      start,
      targets,
      settings: { useHiddenArgMax: true },
    });
    const top = inputs.map((_, i) => largest((h) => likelihood(i, h) + prior(i, h)));
    expect(scores).toEqual([
      ofEach((p) => meanOver((i) => logP(0, p, x(i), top[i] ?? ''))),
      ofEach((p) => meanOver((i) => logP(1, p, `${x(i)}|${top[i] ?? ''}`, y(i)))),
    ]);
    expect(info.posteriorEntropies).toEqual(soft.info.posteriorEntropies);
  });
});

describe('rewriteLossOnly', () => {
  const written = inputs.map((input) => writes(0, start[0], input));
  const answers = inputs.map((input, i) => writes(1, start[1], `${input}|${written[i] ?? ''}`));
  const isWrong = inputs.map((_, i) => i % 2 === 0);
  const labels = answers.map((answer, i) =>
    isWrong[i] ? (words.find((word) => word !== answer) ?? '') : answer,
  );

  it.each([true, false])('draws hidden texts for wrong answers only: %s', async (isOn) => {
    const { scores, asked } = await tableStep({
      start,
      targets: labels,
      settings: { rewriteLossOnly: isOn, correctWeighting: true },
      logQ: (text) => [logQ(text)],
    });
    const q = inputs.map((_, i) => {
      if (isOn && !isWrong[i]) return { [written[i] ?? '']: 1 };
      return weightsOf(
        (h) => logP(1, start[1], `${x(i)}|${h}`, labels[i] ?? '') + prior(i, h) - logQ(h),
      );
    });
    expect(scores[0]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(0, p, x(i), h)))),
    );
    const drawn = asked.flatMap(({ role, requests }) => (role === 'backward' ? requests : []));
    const rewritten = drawn.filter(({ prompt }) => promptText(prompt).startsWith('posterior'));
    const examples = isOn ? isWrong.filter(Boolean).length : inputs.length;
    expect(rewritten).toHaveLength(examples * words.length);
  });
});
