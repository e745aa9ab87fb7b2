import type { GivenSettings } from '../settings/given-settings.ts';
import { checkConfiguration } from './check-configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { configurationSchema } from './configuration-schema.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { ConfigurationFile } from './load-configuration-file.ts';
import { presetDefaults } from './preset-defaults.ts';
import { readFileSettings, readFlagSettings, type ReadSettings } from './read-settings.ts';

/**
 * The configuration of a run: flags over the configuration file over the preset's defaults.
 *
 * @throws ConfigurationError with everything that is wrong, each with what would be accepted.
 */
export function resolveConfiguration(options: {
  readonly flags: GivenSettings;
  readonly file?: ConfigurationFile | undefined;
}): Configuration {
  const { flags, file } = options;
  const fromFlags = readFlagSettings(flags);
  const fromFile = file === undefined ? nothing : readFileSettings(file);
  const problems = [...fromFlags.problems, ...fromFile.problems];
  if (problems.length > 0) throw new ConfigurationError(problems);

  const said = { ...fromFile.values, ...fromFlags.values };
  const defaults = presetDefaults(said.preset === 'reference' ? 'reference' : 'standard');
  const merged = configurationSchema.parse({
    ...defaults,
    ...fromFile.defaults,
    ...fromFlags.defaults,
    ...said,
  });
  const configuration: Configuration = {
    ...merged,
    samplerSeed: merged.samplerSeed ?? merged.seed,
    fwdModelType: merged.fwdModelType ?? merged.models?.[0] ?? null,
  };
  const combinations = checkConfiguration(configuration);
  if (combinations.length > 0) throw new ConfigurationError(combinations);
  return configuration;
}

const nothing: ReadSettings = { values: {}, defaults: {}, problems: [] };
