import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resumeTraining, runTraining, type Configuration, type RunSummary } from '@dln/run';
import type { RunningHashLm } from 'dln-hashlm';

/** The capped quantity. */
export type CapUnit = 'requests' | 'tokens' | 'dollars';

/** A cap to test. */
export interface Cap {
  readonly unit: CapUnit;
  readonly value: number;
}

/** The result of a tested cap. */
export interface CapMeasurement {
  readonly cap: Cap;
  /** By our own accounting. */
  readonly spent: number;
  /** By the server's counts; dollars are computed from its tokens. */
  readonly served: number;
  /** Whether the run ended at the cap. */
  readonly isReached: boolean;
  /** Whether the run, resumed without the cap, reached the result of the uncapped run. */
  readonly isSame: boolean;
}

/** Settings that lift every cap. */
const uncapped = {
  maxRequests: Number.MAX_SAFE_INTEGER,
  maxTokensTotal: Number.MAX_SAFE_INTEGER,
  maxCost: Number.MAX_SAFE_INTEGER,
} as const;

/** Runs a configuration with a cap, compares both accounts, and resumes it without the cap. */
export async function measureCap(options: {
  readonly configuration: Configuration;
  readonly cap: Cap;
  readonly server: RunningHashLm;
  /** Result data of the uncapped run. */
  readonly whole: string;
  /** Dollars per million tokens of prompts and replies. */
  readonly price: number;
}): Promise<CapMeasurement> {
  const { configuration, cap, server, whole, price } = options;
  const before = await server.statistics();
  const summary = await runTraining({ ...configuration, ...capSettings(cap) });
  const after = await server.statistics();
  const tokens =
    after.prompt_tokens - before.prompt_tokens + after.completion_tokens - before.completion_tokens;
  const served = {
    requests: after.requests - before.requests,
    tokens,
    dollars: (tokens * price) / 1e6,
  };
  await resumeTraining(summary.runDirectory, { caps: uncapped });
  return {
    cap,
    spent: summary.spent[cap.unit],
    served: served[cap.unit],
    isReached: summary.reachedCap !== null,
    isSame: (await readResults(summary)) === whole,
  };
}

/** A run's result data, as stored in its directory. */
export async function readResults({
  runDirectory,
}: Pick<RunSummary, 'runDirectory'>): Promise<string> {
  return readFile(join(runDirectory, 'result_data.json'), 'utf8');
}

function capSettings({ unit, value }: Cap): Partial<Configuration> {
  switch (unit) {
    case 'requests':
      return { maxRequests: value };
    case 'tokens':
      return { maxTokensTotal: value };
    case 'dollars':
      return { maxCost: value };
  }
}
