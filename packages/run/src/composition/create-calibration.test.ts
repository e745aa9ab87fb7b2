import { createDataset } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { checkConfiguration } from '../configuration/check-configuration.ts';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import type { Configuration } from '../settings/configuration.ts';
import { createCalibration } from './create-calibration.ts';

const examples = (split: string): readonly { input: string; target: string }[] =>
  Array.from({ length: 40 }, (_, at) => ({ input: `${split} ${at}`, target: at % 2 ? 'a' : 'b' }));
const dataset = createDataset({
  examples: { train: examples('train'), dev: examples('dev'), test: examples('test') },
  classes: ['a', 'b'],
  seed: 1,
});

const inputs = { calibrationInputs: 5 } as const;

describe('createCalibration', () => {
  it('draws as many training inputs as asked, the same ones for a seed', () => {
    const drawn = createCalibration('batch', { ...inputs, seed: 3 }, dataset)?.inputs ?? [];
    expect(new Set(drawn).size).toBe(5);
    expect(drawn.every((input) => input.startsWith('train '))).toBe(true);
    expect(createCalibration('batch', { ...inputs, seed: 3 }, dataset)?.inputs).toEqual(drawn);
    expect(createCalibration('batch', { ...inputs, seed: 4 }, dataset)?.inputs).not.toEqual(drawn);
  });

  it('takes inputs without content, or does nothing', () => {
    const own = { ...inputs, seed: 3 };
    expect(createCalibration('contextual', own, dataset)?.inputs).toEqual(['N/A', '[MASK]', '']);
    expect(createCalibration('none', own, dataset)).toBeUndefined();
  });
});

describe('createCalibration by label shares', () => {
  it('counts the classes of the dev split, and one more of each', () => {
    const unequal = createDataset({
      examples: {
        train: examples('train'),
        dev: examples('dev').filter((_, at) => at % 2 === 1 || at < 10),
        test: examples('test'),
      },
      classes: ['a', 'b'],
      seed: 1,
    });
    // 20 examples of a, 5 of b.
    expect(createCalibration('shares', { ...inputs, seed: 3 }, unequal)?.shares).toEqual([
      21 / 27,
      6 / 27,
    ]);
  });
});

describe('checkConfiguration', () => {
  const base = resolveConfiguration({
    flags: {},
    file: { path: 'f', values: { dataset: 'subj' } },
  });
  it.each<[Partial<Configuration>, string]>([
    [{ preset: 'reference', calibration: 'batch' }, 'is not in the Python reference'],
    [
      { calibration: 'batch', layers: 1, outputScoringFunction: 'samples' },
      'and `outputScoringFunction: samples` asks for none',
    ],
    [{ calibration: 'batch', layers: 1, forwardUseClasses: false }, 'and `forwardUseClasses'],
    [{ calibration: 'batch', layers: 1, nShots: 5 }, 'cannot be combined with `nShots: 5`'],
    [{ preset: 'reference', layout: 'auto' }, 'is not in the Python reference'],
    [{ layers: 1, layout: 'auto', nShots: 5 }, 'cannot be combined with `nShots: 5`'],
  ])('refuses %o', (values, problem) => {
    const problems = checkConfiguration({ ...base, ...values });
    expect(problems.join('\n')).toContain(problem);
  });

  it('accepts every calibration of one layer and of several', () => {
    for (const calibration of ['batch', 'shares', 'contextual', 'auto'] as const)
      for (const layers of [1, 2])
        expect(checkConfiguration({ ...base, calibration, layers })).toEqual([]);
  });
});
