import { describe, expect, it } from 'vitest';
import { completeConfiguration } from './complete-configuration.ts';
import { resolveConfiguration } from './resolve-configuration.ts';

const proposersOf = (recorded: object): unknown => {
  const { proposers } = completeConfiguration({ preset: 'standard', ...recorded }) as {
    readonly proposers: unknown;
  };
  return proposers;
};

describe('a record from before `proposer` and `proposers` were one setting', () => {
  it('keeps its list if it rewrote', () => {
    expect(proposersOf({ proposer: 'rewrite', proposers: ['edits', 'pool'] })).toEqual([
      'edits',
      'pool',
    ]);
    expect(proposersOf({ proposer: 'rewrite' })).toEqual(['rewrite']);
  });

  it('has the proposer of its module, which replaced the list', () => {
    expect(proposersOf({ proposer: 'longer', proposers: ['rewrite'] })).toEqual(['longer']);
  });

  it('has no setting `proposer` afterwards', () => {
    expect(completeConfiguration({ preset: 'standard', proposer: 'longer' })).not.toHaveProperty(
      'proposer',
    );
  });
});

describe('`proposer` of a file or a program', () => {
  const resolved = (flags: object): unknown =>
    resolveConfiguration({ flags: { dataset: 'navigate', ...flags } }).proposers;

  it('is short for a list of one name', () => {
    expect(resolved({ proposer: 'longer' })).toEqual(['longer']);
    expect(resolved({ proposer: 'rewrite' })).toEqual(['rewrite']);
  });

  it('may be rewrite beside a list, which counts', () => {
    expect(resolved({ proposer: 'rewrite', proposers: ['edits'] })).toEqual(['edits']);
  });

  it('is refused beside a list if it names another one', () => {
    expect(() => resolved({ proposer: 'longer', proposers: ['edits'] })).toThrow(
      '`proposer` ("longer") and `proposers` (["edits"]) contradict each other; give one of them',
    );
  });
});

it('adds what later versions introduced, with the value that runs had before', () => {
  expect(completeConfiguration({ preset: 'standard', iters: 3 })).toMatchObject({
    iters: 3,
    copiedText: 'off',
    bound: false,
    format: 'plain',
  });
});

it('leaves what is no record as it is', () => {
  expect(completeConfiguration('text')).toBe('text');
  expect(completeConfiguration(null)).toBe(null);
  expect(completeConfiguration({ seed: 1 })).toEqual({ seed: 1 });
});
