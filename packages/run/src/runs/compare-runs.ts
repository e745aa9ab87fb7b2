import { describeParameters } from '@dln/vi';
import { isDeepStrictEqual } from 'node:util';
import { outputSettings } from '../settings/output-settings.ts';
import type { RunOverview } from './read-run.ts';

/** A line of a comparison: what is compared, and what each run has, in the order of the runs. */
export interface Comparison {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** Settings that say where results go, and nothing of the run. */
const places: readonly string[] = Object.keys(outputSettings);

/** Settings in which runs differ, by their names in a configuration file. */
export function compareSettings(runs: readonly RunOverview[]): readonly Comparison[] {
  const configurations = runs.map(({ configuration }): Readonly<Record<string, unknown>> => ({
    ...configuration,
  }));
  return Object.keys(configurations[0] ?? {})
    .filter((name) => !places.includes(name))
    .map((name) => ({ name, values: configurations.map((settings) => settings[name]) }))
    .filter(({ values }) => values.some((value) => !isDeepStrictEqual(value, values[0])));
}

/** What runs came to, whether it differs or not. */
export function compareResults(runs: readonly RunOverview[]): readonly Comparison[] {
  const of = (name: string, read: (run: RunOverview) => unknown): Comparison => ({
    name,
    values: runs.map(read),
  });
  const depth = Math.max(0, ...runs.map(({ parameters }) => parameters.length));
  return [
    of('status', ({ status }) => status),
    of('steps', ({ steps }) => steps),
    of('devAccuracy', ({ devAccuracy }) => devAccuracy),
    of('testAccuracy', ({ testAccuracy }) => testAccuracy),
    of('requests', ({ requests }) => requests),
    of('tokens', ({ tokens }) => tokens),
    ...Array.from({ length: depth }, (_, layer) =>
      of(`prompt ${layer + 1}`, ({ parameters }) => {
        const own = parameters[layer];
        return own ? describeParameters(own) : null;
      }),
    ),
  ];
}
