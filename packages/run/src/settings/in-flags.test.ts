import { expect, it } from 'vitest';
import { inFlags, type WrittenSetting } from './in-flags.ts';

it('writes settings in backticks as flags', () => {
  expect(inFlags('`trustFactor` needs `layers: 2`, as `prompts` does')).toBe(
    '--trust-factor needs --layers 2, as --prompt does',
  );
});

it('leaves other text in backticks as it is', () => {
  expect(inFlags('see `npm test` and `unknownName`')).toBe('see `npm test` and `unknownName`');
});

it('writes settings as another command line does, which may keep the backticks', () => {
  const text = '`trustFactor` needs `layers: 2`';
  const asSet = ({ name, option, value }: WrittenSetting): string | undefined =>
    value === undefined ? undefined : `--set ${name}=${value} (${option})`;
  expect(inFlags(text, asSet)).toBe('`trustFactor` needs --set layers=2 (--layers)');
});
