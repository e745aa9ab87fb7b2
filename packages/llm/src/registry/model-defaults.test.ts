import { expect, it } from 'vitest';

import { mergeOptions } from './model-defaults.ts';

const defaults = { temperature: 0.7, maxTokens: 64, stop: ['#'], topP: 0.9, seed: 3 };

it('uses the defaults for options that a call leaves out', () => {
  const { seed: _, ...inherited } = defaults;
  expect(mergeOptions(defaults, {})).toEqual(inherited);
});

it('takes what the call says, zero and nothing too', () => {
  expect(mergeOptions(defaults, { temperature: 0, stop: [] })).toEqual({
    temperature: 0,
    maxTokens: 64,
    stop: [],
    topP: 0.9,
  });
});

it('leaves out what null switches off', () => {
  expect(mergeOptions(defaults, { temperature: null, stop: null, topP: null })).toEqual({
    maxTokens: 64,
  });
});

it('passes on what has no default', () => {
  const { signal } = new AbortController();
  expect(mergeOptions({}, { signal, logProbabilities: true })).toEqual({
    signal,
    logProbabilities: true,
  });
});
