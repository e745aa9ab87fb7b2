import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../settings/configuration.ts';
import { settingNames, settingOf } from '../settings/settings.ts';

/** Settings that decide no reply, step or result, and may change when a run is resumed. */
const free: readonly string[] = settingNames.filter((name) => settingOf(name).isFree === true);

/**
 * The settings in which two runs differ, with the values of both: `iters 3, now 5`. Those that
 * decide nothing are left out.
 */
export function describeDifference(before: Configuration, now: Configuration): readonly string[] {
  const [then, present] = [before, now].map((configuration): Readonly<Record<string, unknown>> => ({
    ...configuration,
  }));
  return Object.keys({ ...then, ...present })
    .filter((name) => !free.includes(name))
    .filter((name) => !isDeepStrictEqual(then?.[name], present?.[name]))
    .map((name) => `${name} ${show(then?.[name])}, now ${show(present?.[name])}`);
}

function show(value: unknown): string {
  return value === undefined ? 'unknown' : JSON.stringify(value);
}
