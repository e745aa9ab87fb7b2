import type { ComposedRun } from '../composition/compose-run.ts';
import type { RunRecord } from '../directory/run-record.ts';
import type { RunTrainingOptions } from './run-training-options.ts';

/** The modules of a run and of its program; no key without any. */
export function modulesOf(
  run: ComposedRun,
  { modules = [] }: RunTrainingOptions,
): Pick<RunRecord, 'modules'> {
  const all = [...modules, ...run.modules.records].filter(
    ({ path }, index, list) => list.findIndex((other) => other.path === path) === index,
  );
  return all.length === 0 ? {} : { modules: all };
}
