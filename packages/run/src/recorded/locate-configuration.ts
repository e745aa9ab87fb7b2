import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDatasetFile } from '@dln/datasets';
import type { ModelSources } from '../composition/findings.ts';
import type { Configuration } from '../settings/configuration.ts';
import { optionName } from '../settings/option-name.ts';
import { locatePath, placesOf, type RecordedPlace } from './locate-path.ts';
import { RecordedPathError } from './recorded-path-error.ts';

const dataNames = ['dataset', 'dataDir', 'datasetInfo'] as const;
const otherNames = ['templatesDir', 'prices', 'initP1', 'initP2'] as const;
const modelNames = ['connectionsConfig', 'fwdModelType', 'bwdModelType', 'scoreModel'] as const;

/** A setting that may name a file or folder to read. */
export type ReadingName =
  (typeof dataNames)[number] | (typeof modelNames)[number] | (typeof otherNames)[number];

const readingNames: readonly ReadingName[] = [...dataNames, ...modelNames, ...otherNames];

/**
 * A run's configuration with the present places of what it reads: relative to its run directory as when it was started, else in the folder that it was
 * started from.
 *
 * @param options.names the settings whose paths are needed
 * @param options.hasOptions the command has options that name other places
 * @throws RecordedPathError if something is at neither place
 */
export function locateConfiguration(
  configuration: Configuration,
  options: {
    readonly place: RecordedPlace;
    readonly names: readonly ReadingName[];
    readonly hasOptions: boolean;
  },
): Configuration {
  const { place, names, hasOptions } = options;
  const located: { [Name in ReadingName]?: string } = {};
  for (const name of names) {
    const value = configuration[name];
    if (value === null) continue;
    const path = pathIn(name, value);
    if (path === undefined) continue;
    const found = locatePath(path, place) ?? missing(name, path);
    located[name] = name.endsWith('Type') || name === 'scoreModel' ? `file:${found}` : found;
  }
  return { ...configuration, ...located };

  function missing(name: ReadingName, path: string): string {
    const places = placesOf(path, place);
    const [first = path] = places;
    // Datasets that ship with a package, or data of one's own, need no such folder.
    if (name === 'dataDir') return first;
    throw new RecordedPathError({
      path,
      runDirectory: place.runDirectory,
      places,
      option: hasOptions ? optionName(name) : undefined,
    });
  }
}

/**
 * The configuration of a run that goes on: all that it reads, and where it writes results.
 *
 * @param given what a program brings itself is not looked for
 */
export function locateRun(
  configuration: Configuration,
  place: RecordedPlace,
  given: Pick<ModelSources, 'models' | 'dataset'> = {},
): Configuration {
  const brought: readonly ReadingName[] = [
    ...(given.models ? modelNames : []),
    ...(given.dataset ? dataNames : []),
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

/** The path that a setting's value names; undefined for names of datasets and models, and for texts. */
function pathIn(name: ReadingName, value: string): string | undefined {
  switch (name) {
    case 'dataset':
      return isDatasetFile(value) ? value : undefined;
    case 'initP1':
    case 'initP2':
      return /\.(json|log)$/.test(value) ? value : undefined;
    case 'fwdModelType':
    case 'bwdModelType':
    case 'scoreModel':
      if (value.startsWith('file://')) return fileURLToPath(value);
      return value.startsWith('file:') ? value.slice('file:'.length) : undefined;
    default:
      return value;
  }
}
