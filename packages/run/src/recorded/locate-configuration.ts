import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ModelSources } from '../composition/findings.ts';
import type { Configuration } from '../settings/configuration.ts';
import { dataSettings } from '../settings/data-settings.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';
import { locatePath, placesOf, type RecordedPlace } from './locate-path.ts';
import { createRecordedPathError } from './create-recorded-path-error.ts';

/** The settings that may name a file or folder to read. */
const readingNames = settingNames.filter((name) => settingOf(name).path !== undefined);

/**
 * A run's configuration with the present places of what it reads: relative to its run directory as
 * when it was started, else in the folder that it was started from.
 *
 * @param options.names the settings whose paths are needed
 * @param options.hasOptions the command has options that name other places
 * @throws RunFileError if something is at neither place
 */
export function locateConfiguration(
  configuration: Configuration,
  options: {
    readonly place: RecordedPlace;
    readonly names: readonly SettingName[];
    readonly hasOptions: boolean;
  },
): Configuration {
  const { place, names, hasOptions } = options;
  const located: { [Name in SettingName]?: unknown } = {};
  for (const name of names) {
    const value = configuration[name];
    const form = settingOf(name).path;
    if (form === undefined) continue;
    const locate = (text: unknown): unknown => {
      if (typeof text !== 'string') return text;
      const path = form.find(text);
      return path === undefined
        ? text
        : form.write(locatePath(path, place) ?? missing(name, path), text);
    };
    if (typeof value === 'string') located[name] = locate(value);
    if (typeof value === 'object' && value !== null) located[name] = value.map(locate);
  }
  // Paths replace paths: each value keeps its type.
  return { ...configuration, ...located } as Configuration;

  function missing(name: SettingName, path: string): string {
    const places = placesOf(path, place);
    const [first = path] = places;
    // Datasets that ship with a package, or user data, need no such folder.
    if (name === 'dataDir') return first;
    throw createRecordedPathError({
      path,
      runDirectory: place.runDirectory,
      places,
      option: hasOptions ? `\`${name}\`` : undefined,
    });
  }
}

/**
 * The configuration of a run that goes on: all that it reads, and the paths of its results.
 *
 * @param given what a program brings itself is not looked for
 */
export function locateRun(
  configuration: Configuration,
  place: RecordedPlace,
  given: Pick<ModelSources, 'models' | 'dataset'> = {},
): Configuration {
  const brought: readonly string[] = [
    ...(given.models ? Object.keys(modelSettings) : []),
    ...(given.dataset ? Object.keys(dataSettings) : []),
  ];
  const names = readingNames.filter((name) => !brought.includes(name));
  const options = { place, names, hasOptions: false };
  const { resultDataPath } = configuration;
  return {
    ...locateConfiguration(configuration, options),
    resultDataPath:
      resultDataPath === null
        ? null
        : (placesOf(resultDataPath, place).find((path) => existsSync(dirname(path))) ??
          resultDataPath),
  };
}
