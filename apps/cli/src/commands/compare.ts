import { compareResults, compareSettings, type Comparison, formatTable, readRun } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';

/** How much of a value is shown; `--json` has all of it. */
const widest = 48;

/**
 * Prints the settings in which runs differ, and what each came to.
 *
 * @throws InputError unless two runs are given
 */
export async function compare(options: {
  readonly runs: readonly string[];
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { isJson, surroundings } = options;
  if (options.runs.length < 2)
    throw new InputError('One run cannot be compared; name two or more run directories.');
  const runs = await Promise.all(options.runs.map(readRun));
  const settings = compareSettings(runs);
  const results = compareResults(runs);
  if (isJson) {
    const named = (lines: readonly Comparison[]): unknown =>
      Object.fromEntries(lines.map(({ name, values }) => [name, values]));
    const comparison = { runs: options.runs, settings: named(settings), results: named(results) };
    surroundings.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
    return;
  }
  const rows = [...settings, ...results].map(({ name, values }) => [name, ...values.map(show)]);
  surroundings.stdout.write(`${formatTable([['', ...options.runs], ...rows])}\n`);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= widest ? text : `${text.slice(0, widest)}…`;
}
