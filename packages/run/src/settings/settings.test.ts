import { describe, expect, it } from 'vitest';
import { describeAcceptance } from './describe-acceptance.ts';
import { optionName } from './option-name.ts';
import { settingNames, settingOf } from './settings.ts';

describe.each(settingNames)('%s', (name) => {
  const { type, standardType, defaults, before, description } = settingOf(name);

  it('accepts its defaults', () => {
    expect(type.safeParse(defaults.reference).success).toBe(true);
    expect((standardType ?? type).safeParse(defaults.standard).success).toBe(true);
    if (before !== undefined) expect(type.safeParse(before).success).toBe(true);
  });

  it('has a type of which a flag can be made', () => {
    expect(describeAcceptance(type)).not.toBe('');
  });

  it('names other settings by their keys, and no flag', () => {
    expect(description).not.toMatch(/(^|\s)--[a-z]|\.$/);
  });
});

it('gives each setting its own flag', () => {
  expect(new Set(settingNames.map(optionName)).size).toBe(settingNames.length);
});
