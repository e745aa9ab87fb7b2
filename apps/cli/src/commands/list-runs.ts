import {
  findRuns,
  formatAccuracy,
  formatCount,
  formatTable,
  isRunError,
  readRun,
  type RunOverview,
} from '@dln/run';
import { commandLine } from '../command-line/program-name.ts';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints the runs in a folder. What cannot be read is named on standard error. */
export async function listRuns(options: {
  readonly folder: string;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { folder, isJson, surroundings } = options;
  const { stdout, stderr } = surroundings;
  const runs: RunOverview[] = [];
  for (const directory of await findRuns(folder))
    try {
      runs.push(await readRun(directory));
    } catch (error) {
      if (!isRunError(error, 'run-directory')) throw error;
      stderr.write(`${error.message}\n`);
    }
  if (isJson) {
    stdout.write(`${JSON.stringify(runs.map(summarize), null, 2)}\n`);
    return;
  }
  if (runs.length === 0) {
    stderr.write(`There are no runs in ${folder}. ${commandLine('train')} makes one.\n`);
    return;
  }
  const heading = ['run', 'status', 'dataset', 'preset', 'models', 'steps', 'dev', 'test'];
  const rows = runs.map((run) => [
    run.runDirectory,
    run.status,
    run.configuration.dataset ?? '',
    run.configuration.preset,
    run.models.join(' and '),
    `${run.steps}/${run.configuration.iters}`,
    formatAccuracy(run.devAccuracy),
    formatAccuracy(run.testAccuracy),
    formatCount(run.requests),
    formatCount(run.tokens),
  ]);
  stdout.write(`${formatTable([[...heading, 'requests', 'tokens'], ...rows])}\n`);
}

/** A run without all of its settings. */
function summarize({ configuration, test: _test, ...run }: RunOverview): unknown {
  const { dataset, preset, layers, seed, iters } = configuration;
  return { ...run, dataset, preset, layers, seed, iters };
}
