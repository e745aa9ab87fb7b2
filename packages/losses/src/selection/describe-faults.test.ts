import { describe, expect, it } from 'vitest';
import { exactMatchLoss } from '../exact-match-loss.ts';
import { finalNumberLoss } from '../final-number-loss.ts';
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

  it('finds equal texts and equal numbers among more than 24 answers', () => {
    const words = Array.from({ length: 30 }, (_, at) => `w${'x'.repeat(at)}`);
    const texts = findLossFaults(exactMatchLoss, { targets: [...words, 'yes sir', 'yes madam'] });
    expect(texts.coinciding).toContainEqual({ left: 'yes sir', right: 'yes madam' });
    const numbers = Array.from({ length: 30 }, (_, at) => `${at + 10}`);
    const values = findLossFaults(finalNumberLoss, { targets: [...numbers, '1.1', '1.10'] });
    expect(values.coinciding).toEqual([{ left: '1.1', right: '1.10' }]);
  });

  it('passes on the error of a loss that returns something else', () => {
    const broken: Loss = { name: 'broken', compute: () => [2] };
    expect(() => findLossFaults(broken, { targets: ['a', 'b'] })).toThrow('it returned 2');
    const failing: Loss = {
      name: 'failing',
      compute: () => {
        throw new Error('no service');
      },
    };
    expect(() => findLossFaults(failing, { targets: ['a', 'b'] })).toThrow('no service');
  });

  it('asks a loss no further that answers later, or that fails for one answer alone', () => {
    const later: Loss = { name: 'later', compute: async (outputs) => outputs.map(() => 0) };
    expect(findLossFaults(later, { targets: ['a', 'b'] }).coinciding).toEqual([]);
    const partial: Loss = {
      name: 'partial',
      compute: (outputs, targets) => {
        if (targets[0] === 'b') throw Object.assign(new Error('b'), { itemFailure: true });
        return outputs.map(() => 0);
      },
    };
    expect(findLossFaults(partial, { targets: ['a', 'b'] }).coinciding).toEqual([
      { left: 'a', right: 'b' },
    ]);
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
