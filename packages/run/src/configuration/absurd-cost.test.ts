import { expect, it } from 'vitest';
import { presetDefaults } from './preset-defaults.ts';
import { resolveConfiguration } from './resolve-configuration.ts';

it.each([
  { numPSamples: 1_000_000_000 },
  { layers: 100_000 },
  { numHSamples: 1_000_000_000 },
  { batchSize: 1_000_000_000 },
  { boundSamples: 1_000_000_000 },
  { outputScoringFunction: 'samples', answerSamples: 1_000_000_000 },
])('refuses %o by what it would take (issue 14.9)', (flags) => {
  for (const preset of ['standard', 'reference'] as const) {
    if (preset === 'reference' && 'boundSamples' in flags) continue;
    expect(() =>
      resolveConfiguration({ flags: { dataset: 'navigate', preset, ...flags } }),
    ).toThrow(/one training step would take about .* calls/);
  }
});

it.each([
  {},
  { layers: 5, numPSamples: 100, numHSamples: 20, batchSize: 500 },
  { preset: 'reference', numPSamples: 20, numHSamples: 10 },
])('accepts %o', (flags) => {
  const resolved = resolveConfiguration({ flags: { dataset: 'navigate', ...flags } });
  expect(resolved.iters).toBe(presetDefaults('standard').iters);
});
