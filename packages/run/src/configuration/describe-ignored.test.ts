import { describe, expect, it } from 'vitest';
import type { Configuration } from '../settings/configuration.ts';
import { describeIgnored } from './describe-ignored.ts';
import { presetDefaults } from './preset-defaults.ts';

const ignored = (changes: Partial<Configuration>): readonly string[] =>
  describeIgnored({ ...presetDefaults('reference'), preset: 'reference', ...changes });

describe('what the reference preset ignores', () => {
  it.each<readonly [string, Partial<Configuration>]>([
    ['`useNce` has one hidden text per example', { useNce: true, useHArgmax: true }],
    ['`useNce` has one hidden text per example', { useNce: true, numHSamples: 1 }],
    ['`trustFactor` 2 is ignored with one layer', { trustFactor: 2, layers: 1 }],
    [
      '`trustFactor` 2 is ignored with `outputScoringFunction` accuracy',
      { trustFactor: 2, outputScoringFunction: 'accuracy' },
    ],
    ['`nShots` 5 is ignored with 2 layers', { nShots: 5 }],
    ['`costOnly` with 2 layers runs the test', { costOnly: true }],
    ['`initP1` is ignored with one layer', { initP1: 'a', layers: 1 }],
    ['`trainP2: false` is ignored with one layer', { trainP2: false, layers: 1 }],
  ])('is named: %s', (remark, changes) => {
    expect(ignored(changes)).toEqual([expect.stringContaining(remark)]);
  });

  it('is nothing in a run of its defaults, or with a trust region that it has', () => {
    expect(ignored({})).toEqual([]);
    expect(ignored({ trustFactor: 2 })).toEqual([]);
    expect(ignored({ nShots: 0 })).toEqual([]);
  });
});
