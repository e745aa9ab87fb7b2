import { describe, expect, it } from 'vitest';
import { inputs, targets } from '../training/small-world.fixture.ts';
import { logP, near, tableStep } from '../training/table-step.fixture.ts';
import { onlyIfKnownBetter } from './acceptance.ts';
import { sortOmissions, type Omission } from './omission.ts';

describe('the standard error of what a reward lacks of the best', () => {
  it('is that of the paired differences, and 0 for the best', async () => {
    const { info } = await tableStep({ start: ['p0'], targets });
    const { candidates = [], parameters } = info.layers[0]?.update ?? {};
    const prompt = parameters?.instruction ?? '';
    const figure = (p: string, i: number): number =>
      logP(0, p, inputs[i] ?? '', targets[i] ?? '') -
      logP(0, prompt, inputs[i] ?? '', targets[i] ?? '');
    const wanted = candidates.map(({ parameters: { instruction: own } }) => {
      const values = inputs.map((_, i) => figure(own, i));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return near(Math.sqrt(squares / (values.length - 1) / values.length));
    });
    expect(candidates.map(({ lagStandardError }) => lagStandardError)).toEqual(wanted);
    expect(candidates.find((one) => one.parameters.instruction === prompt)?.lagStandardError).toBe(
      0,
    );
  });
});

describe('onlyIfKnownBetter', () => {
  const exact = { value: -1 };
  const bounded = { value: -0.5, bounds: { lower: -2, upper: 0 } };

  it('takes the largest reward if all is exact, and looks at bounds if anything is bounded', () => {
    const rewards = [-1, -0.5];
    const cells = [[exact, { value: -0.5 }]];
    expect(onlyIfKnownBetter({ rewards, terms: [{ weight: 1, cells }] })).toEqual({ chosen: 1 });
    const part = { weight: 1, cells: [[exact, bounded]] };
    expect(onlyIfKnownBetter({ rewards, terms: [part] })).toMatchObject({
      chosen: 0,
      decision: { basis: 'kept' },
    });
    expect(
      onlyIfKnownBetter({ rewards, terms: [{ weight: 0, cells }, part] }).decision,
    ).toBeDefined();
  });
});

describe('sortOmissions', () => {
  it('follows a step, then layers, then examples, then texts', () => {
    const of = (
      purpose: Omission['purpose'],
      layer: number | null,
      example: number | null,
      text = '',
    ): Omission => ({
      what: 'example',
      split: 'train',
      purpose,
      layer,
      example,
      text,
      count: 1,
      kind: 'empty',
      message: '',
    });
    const sorted = [
      of('forward', 0, 2),
      of('posterior', null, 5),
      of('posterior', 0, null),
      of('posterior', 0, 3),
      of('posterior', 1, 0),
      of('proposal', 0, 0, 'a'),
      of('proposal', 0, 0, 'b'),
      of('score', 0, 0),
      of('answer', 0, 0),
      of('bound', 0, 0),
    ];
    expect(sortOmissions(sorted.toReversed())).toEqual(sorted);
  });
});
