import { settingNames, settingOf } from '../settings/settings.ts';
import { presetDefaults } from './preset-defaults.ts';

/**
 * Adds the settings that later versions have introduced to a recorded configuration. A record from
 * before `proposer` and `proposers` were one setting has both.
 */
export function completeConfiguration(recorded: unknown): unknown {
  if (typeof recorded !== 'object' || recorded === null || !('preset' in recorded)) return recorded;
  const preset = recorded.preset === 'reference' ? 'reference' : 'standard';
  const { proposer, ...rest }: Readonly<Record<string, unknown>> = { ...recorded };
  const replaced = typeof proposer === 'string' && proposer !== 'rewrite';
  return {
    ...presetDefaults(preset),
    ...before,
    ...rest,
    ...(replaced ? { proposers: [proposer] } : {}),
  };
}

/** What runs did before a setting existed, if that is not its default. */
const before: Readonly<Record<string, unknown>> = Object.fromEntries(
  settingNames.flatMap((name) => {
    const { before: value } = settingOf(name);
    return value === undefined ? [] : [[name, value]];
  }),
);
