import { expect, it } from 'vitest';
import { inFlags } from './in-flags.ts';

it('writes settings in backticks as flags', () => {
  expect(inFlags('`trustFactor` needs `layers: 2`, as `prompts` does')).toBe(
    '--trust-factor needs --layers 2, as --prompt does',
  );
});

it('leaves other text in backticks as it is', () => {
  expect(inFlags('see `npm test` and `unknownName`')).toBe('see `npm test` and `unknownName`');
});
