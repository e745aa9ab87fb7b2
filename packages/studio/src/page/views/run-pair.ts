import type { RunFileName } from '../../contract.ts';
import type { OpenRun } from '../state.ts';

/** Two runs that are compared: the one of the page, and the other one. */
export type RunPair = readonly [OpenRun, OpenRun];

/** Whether a file of one of the runs is on its way. */
export function isBeingRead(pair: RunPair, name: RunFileName): boolean {
  return pair.some(
    ({ entry, problem, reading }) =>
      reading.value.has(name) || (entry.value === null && problem.value === null),
  );
}
