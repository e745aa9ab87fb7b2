export { startHashLm } from './start-hash-lm.ts';
export type { RunningHashLm, StartHashLmOptions } from './start-hash-lm.ts';
export type { HashLmStatistics } from './statistics.ts';
export type { Fault } from './faults.ts';
