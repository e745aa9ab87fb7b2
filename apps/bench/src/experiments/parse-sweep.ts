import { parse } from 'yaml';
import { createExperimentError } from './experiment-error.ts';
import type { Settings } from './experiment.ts';

/** One point of a sweep. */
export interface SweepPoint {
  /** For display and folders: `tolerance=2, useMemory=0`; empty without a sweep. */
  readonly label: string;
  readonly settings: Settings;
}

/**
 * Every combination of the values of `--set`, each as `name=value` or `name=value,value`; a value
 * with a comma is quoted.
 *
 * @throws ExperimentError for a setting without a value
 */
export function parseSweep(texts: readonly string[]): readonly SweepPoint[] {
  let points: readonly SweepPoint[] = [{ label: '', settings: {} }];
  for (const text of texts) {
    const [, name, list] = /^(\w+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || list === undefined)
      throw createExperimentError(
        '--set',
        `"${text}" has no value; use name=value or name=value,value, as in tolerance=-1,0,2`,
      );
    const values = parseValues(text, list);
    points = points.flatMap(({ label, settings }) =>
      values.map((value) => ({
        label: [label, `${name}=${String(value)}`].filter((part) => part !== '').join(', '),
        settings: { ...settings, [name]: value },
      })),
    );
  }
  return points;
}

function parseValues(text: string, list: string): readonly unknown[] {
  try {
    return parse(`[${list}]`) as readonly unknown[];
  } catch (cause) {
    throw createExperimentError(
      '--set',
      `"${text}" cannot be parsed; quote values with a comma, a bracket or a colon`,
      { cause },
    );
  }
}
