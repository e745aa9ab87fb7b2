import { resolve } from 'node:path';
import { isLocalName } from '../composition/local-model.ts';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { Configuration } from '../settings/configuration.ts';
import { readFlagSettings } from '../configuration/read-settings.ts';
import type { GivenSettings } from '../settings/given-settings.ts';
import { budgetSettings } from '../settings/budget-settings.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';
import { locateConfiguration } from './locate-configuration.ts';
import { locatePath, type RecordedPlace } from './locate-path.ts';
import type { RecordedRun } from './read-recorded-run.ts';

/** Settings of a run as they are used again. */
export interface SettingsAsRecorded {
  readonly configuration: Configuration;
  /**
   * Settings that flags changed; a sentence each. Models are left out: a network names those that
   * differ.
   */
  readonly differences: readonly string[];
}

/** What decides an accuracy, apart from models. */
const namedSettings = settingNames.filter((name) => settingOf(name).decidesAccuracy === true);

/**
 * The settings of a run, with flags over them. Caps of the run do not apply again.
 *
 * @param options.reads the settings whose files are needed
 * @throws ConfigurationError for flags that are wrong
 * @throws RunFileError for a file that is gone
 */
export function settingsAsRecorded(
  { place, configuration, findings }: RecordedRun,
  flags: GivenSettings,
  options: { readonly reads: readonly SettingName[] },
): SettingsAsRecorded {
  const { values, problems } = readFlagSettings(flags);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const recorded: Configuration = {
    ...configuration,
    ...noCaps,
    fwdModelType: configuration.fwdModelType ?? findings.served,
    // It proposes prompts; a trained network needs none.
    bwdModelType: null,
    // It answers on one.
    models: null,
  };
  const models = modelsBeside(values);
  const names = options.reads.filter((name) => values[name] === undefined && !(name in models));
  const located = locateConfiguration(
    { ...recorded, ...models },
    { place, names, hasOptions: true },
  );
  const differences = namedSettings.flatMap((name) => {
    const value = values[name];
    if (value === undefined || isSame(name, value, recorded[name], place)) return [];
    const before = recorded[name];
    return [
      `\`${name}\` ${JSON.stringify(value)} was asked for; ${place.runDirectory} was trained with ${before === null ? 'its default' : JSON.stringify(before)}`,
    ];
  });
  // Each value was checked by the schema of its setting.
  return { configuration: { ...located, ...values } as Configuration, differences };
}

const noCaps = Object.fromEntries(
  Object.entries(budgetSettings).map(([name, { defaults }]) => [name, defaults.standard]),
) as Pick<Configuration, keyof typeof budgetSettings>;

/**
 * What of the recorded models cannot stand beside flags: entries of one connections file are not
 * those of another.
 */
function modelsBeside(
  values: ReturnType<typeof readFlagSettings>['values'],
): Partial<Configuration> {
  if (values.connectionsConfig !== undefined) return { fwdModelType: null, scoreModel: null };
  const { fwdModelType } = values;
  return typeof fwdModelType === 'string' && isLocalName(fwdModelType)
    ? { connectionsConfig: null, scoreModel: null }
    : {};
}

/** Whether a flag has the recorded value, or names the file that the recorded value names. */
function isSame(
  name: SettingName,
  value: unknown,
  recorded: unknown,
  place: RecordedPlace,
): boolean {
  if (value === recorded) return true;
  const form = settingOf(name).path;
  if (form === undefined || typeof value !== 'string' || typeof recorded !== 'string') return false;
  const given = form.find(value);
  const before = form.find(recorded);
  if (given === undefined || before === undefined) return false;
  const path = locatePath(before, place);
  return path !== undefined && form.write(resolve(given), value) === form.write(path, recorded);
}
