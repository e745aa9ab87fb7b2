import type { GivenSettings } from '../settings/given-settings.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Configuration } from '../settings/configuration.ts';
import { presetDefaults } from './preset-defaults.ts';
import { readFlagSettings } from './read-settings.ts';

/**
 * The settings of a command that takes some of a training run's: flags over defaults. What the
 * command does not take has its default.
 *
 * @throws ConfigurationError with everything that is wrong
 */
export function resolveSettings(flags: GivenSettings): Configuration {
  const { values, defaults, problems } = readFlagSettings(flags);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const preset = values.preset === 'reference' ? 'reference' : 'standard';
  // Each value was checked by the schema of its setting.
  return { ...presetDefaults(preset), ...defaults, ...values } as Configuration;
}
