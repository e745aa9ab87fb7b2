import { isAbsolute } from 'node:path';
import type { RunRecord } from '../directory/run-record.ts';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import { modulePathIn } from '../settings/module-reference.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';

/** Settings that name what a run writes. */
const WRITTEN: readonly SettingName[] = ['outDir', 'resultDataPath'];

/**
 * Settings that name data and templates. What they name is read only if it is what the run read: a
 * run that goes on compares fingerprints.
 */
const FINGERPRINTED: readonly SettingName[] = ['dataset', 'dataDir', 'datasetInfo', 'templatesDir'];

/** The record of a run that another person exported. */
export interface ForeignRecord {
  readonly record: RunRecord;
  /** Settings that were set back to their defaults, as they named paths of the other machine. */
  readonly dropped: readonly SettingName[];
}

/**
 * A record without the paths that could reach beyond the folder in which it is used: what the run
 * writes, and absolute paths and paths upwards to code, models, prompts and connections.
 */
export function withoutForeignPaths(record: RunRecord): ForeignRecord {
  const { configuration } = record;
  const defaults = presetDefaults(configuration.preset === 'reference' ? 'reference' : 'standard');
  const dropped = settingNames.filter(
    (name) =>
      configuration[name] !== defaults[name] &&
      (WRITTEN.includes(name) || leadsAway(name, configuration[name])),
  );
  const own = Object.fromEntries(dropped.map((name) => [name, defaults[name]]));
  return {
    record: { ...record, configuration: { ...configuration, ...own } },
    dropped,
  };
}

function leadsAway(name: SettingName, value: unknown): boolean {
  const { path } = settingOf(name);
  if (path === undefined) return false;
  return [value].flat().some((one) => {
    if (typeof one !== 'string') return false;
    try {
      const found = path.find(one);
      if (found === undefined || !isAway(found)) return false;
      return !FINGERPRINTED.includes(name) || modulePathIn(one) !== undefined;
    } catch {
      // A `file://` URL that names no file of this machine.
      return true;
    }
  });
}

function isAway(path: string): boolean {
  return (
    isAbsolute(path) || /^(?:~|[A-Za-z]:[\\/])/.test(path) || path.split(/[\\/]/).includes('..')
  );
}
