import { describe, expect, it } from 'vitest';
import { upgradeNetworkFile } from './upgrade-network-file.ts';
import { upgradeCandidate, upgradeRecord } from './upgrade-record.ts';

describe('a record of an earlier version', () => {
  it('has parameters in place of a prompt, at any depth', () => {
    expect(
      upgradeRecord({ type: 'stepped', layers: [{ candidates: [{ prompt: 'p', reward: -1 }] }] }),
    ).toEqual({
      type: 'stepped',
      layers: [
        {
          candidates: [{ parameters: { instruction: 'p', demonstrations: [] }, reward: -1 }],
        },
      ],
    });
  });

  it('has parameters in place of the prompts of its layers', () => {
    expect(upgradeRecord({ prompts: ['a', 'b'] })).toEqual({
      parameters: [
        { instruction: 'a', demonstrations: [] },
        { instruction: 'b', demonstrations: [] },
      ],
    });
  });

  it('keeps the order of its fields', () => {
    const upgraded = upgradeRecord({ first: 1, prompt: 'p', last: 2 }) as object;
    expect(Object.keys(upgraded)).toEqual(['first', 'parameters', 'last']);
  });

  it('keeps fields of these names that hold something else, and values that are no objects', () => {
    expect(upgradeRecord({ prompt: 3, prompts: ['a', 1] })).toEqual({
      prompt: 3,
      prompts: ['a', 1],
    });
    for (const value of ['text', 1, true, null]) expect(upgradeRecord(value)).toBe(value);
  });

  it('of the present version stays as it is', () => {
    const record = { parameters: [{ instruction: 'p', demonstrations: [] }], reward: -1 };
    expect(upgradeRecord(record)).toEqual(record);
  });
});

describe('a line of a ledger of an earlier version', () => {
  it('has no demonstrations, after its prompt', () => {
    const upgraded = upgradeCandidate({ step: 0, prompt: 'p', reward: -1 }) as object;
    expect(upgraded).toEqual({ step: 0, prompt: 'p', demonstrations: [], reward: -1 });
    expect(Object.keys(upgraded)).toEqual(['step', 'prompt', 'demonstrations', 'reward']);
  });

  it('stays as it is with demonstrations, or if it is no object', () => {
    const line = { prompt: 'p', demonstrations: [{ input: 'a', output: 'b' }] };
    expect(upgradeCandidate(line)).toBe(line);
    expect(upgradeCandidate(null)).toBe(null);
    expect(upgradeCandidate('line')).toBe('line');
  });
});

describe('a saved network of the first format', () => {
  it('has parameters in place of the prompt of each layer', () => {
    const file = { formatVersion: 1, task: 'x', layers: [{ prompt: 'p', maxTokens: 5 }] };
    expect(upgradeNetworkFile(file)).toEqual({
      formatVersion: 2,
      task: 'x',
      layers: [{ parameters: { instruction: 'p', demonstrations: [] }, maxTokens: 5 }],
    });
  });

  it('of another version stays as it is, whatever it holds', () => {
    for (const file of [
      { formatVersion: 2, layers: [{ prompt: 'p' }] },
      { formatVersion: 1, layers: [{ prompt: 1 }] },
      { formatVersion: 1 },
      null,
      'text',
    ])
      expect(upgradeNetworkFile(file)).toBe(file);
  });
});
