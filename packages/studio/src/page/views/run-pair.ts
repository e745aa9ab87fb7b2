import type { OpenRun } from '../state.ts';

/** Two runs that are compared: the one of the page, and the other one. */
export type RunPair = readonly [OpenRun, OpenRun];
