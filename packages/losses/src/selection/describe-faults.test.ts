import { describe, expect, it } from 'vitest';
import { exactMatchLoss } from '../exact-match-loss.ts';
import type { Loss } from '../loss.ts';
import { describeLossFaults } from './describe-faults.ts';
import { findLossFaults } from './find-faults.ts';

const anything: Loss = { name: 'anything', compute: (outputs) => outputs.map(() => 0) };

describe('describeLossFaults', () => {
  const none = { coinciding: [], separated: [] };
  const pair = { left: 'a', right: 'b' };

  it('names what counts as the same, and what counts as different', () => {
    expect(describeLossFaults('l', none)).toBeUndefined();
    expect(describeLossFaults('l', { ...none, coinciding: [pair] })).toBe(
      'l takes "a" and "b" for the same answer, so that a wrong answer counts as right',
    );
    expect(describeLossFaults('l', { ...none, separated: [pair] })).toBe(
      'l takes "a" and "b", which are one class, for different answers, so that a right answer counts as wrong',
    );
  });

  it('shortens texts of more than 60 characters', () => {
    const [kept, cut] = ['x'.repeat(60), 'y'.repeat(61)];
    const shown = describeLossFaults('l', { ...none, coinciding: [{ left: kept, right: cut }] });
    expect(shown).toContain(`"${kept}" and "${'y'.repeat(59)}…" for`);
  });
});

describe('findLossFaults', () => {
  it('reports five pairs, each once', () => {
    const targets = ['a', 'b', 'c', 'd', 'e'];
    const { coinciding, separated } = findLossFaults(anything, { targets });
    expect(coinciding.map(({ left, right }) => left + right)).toEqual([
      'ab',
      'ac',
      'ad',
      'ae',
      'bc',
    ]);
    expect(separated).toEqual([]);
    expect(findLossFaults(anything, { targets: ['a', 'b', 'a'] }).coinciding).toHaveLength(1);
  });

  it('takes only targets for targets', () => {
    const classes = [['a'], ['b'], ['c']];
    const { coinciding } = findLossFaults(anything, { classes, targets: ['b'] });
    expect(coinciding).toEqual([
      { left: 'a', right: 'b' },
      { left: 'b', right: 'c' },
    ]);
  });

  it('reports a class name that counts as wrong for a target of its class', () => {
    const classes = [['yes', 'y'], ['no']];
    const { separated } = findLossFaults(exactMatchLoss, { classes, targets: ['y', 'no', 'yes'] });
    expect(separated).toEqual([{ left: 'yes', right: 'y' }]);
  });

  it('compares numbers by how they are written', () => {
    const same = findLossFaults(anything, { targets: ['1,000', '1000.0'] });
    const other = findLossFaults(anything, { targets: ['1.1', '1.10'] });
    expect([same.coinciding.length, other.coinciding.length]).toEqual([0, 1]);
  });
});
