import { Command, Option } from 'commander';
import { loadDataset } from '@dln/datasets';
import { repositoryDirectory } from './bench-directory.ts';
import { defineBundle } from './commands/define-bundle.ts';
import { defineCalibration } from './commands/define-calibration.ts';
import { defineCaps } from './commands/define-caps.ts';
import { defineCrashRecovery } from './commands/define-crash-recovery.ts';
import { defineList } from './commands/define-list.ts';
import { defineLoad } from './commands/define-load.ts';
import { defineMemory } from './commands/define-memory.ts';
import { defineOverhead } from './commands/define-overhead.ts';
import { defineRanking } from './commands/define-ranking.ts';
import { defineReport } from './commands/define-report.ts';
import { defineRun } from './commands/define-run.ts';
import { defineScoring } from './commands/define-scoring.ts';
import { defineWorker } from './commands/define-worker.ts';
import { parsePositive } from './commands/parse-number.ts';
import { refuseRenamed } from './commands/refuse-renamed.ts';
import { measureStep, type StepMeasurement } from './throughput/measure-step.ts';
import { reportSteps } from './throughput/report-steps.ts';
import { note, print } from './running/print.ts';

interface StepFlags {
  readonly capacity: readonly number[];
  readonly latency: number;
  readonly preset: 'reference' | 'standard';
  readonly dataDir: string;
}

/** The `bench` command line. */
export function createProgram(): Command {
  const program = new Command('bench').description(
    "Runs the paper's experiments, and measures deep language networks.",
  );
  defineList(program);
  defineRun(program);
  defineWorker(program);
  defineRanking(program);
  defineReport(program);
  defineBundle(program);
  defineCalibration(program);
  defineScoring(program);
  defineCaps(program);
  defineOverhead(program);
  defineCrashRecovery(program);
  defineMemory(program);
  defineLoad(program);
  refuseRenamed(program);
  program
    .command('step')
    .description(
      "Times a two-layer training step at the paper's settings against HashLM, and compares " +
        'it with the lower bound of server and algorithm.',
    )
    .option(
      '--capacity <list>',
      'requests that the server processes concurrently',
      parseList,
      [16, 64, 256],
    )
    .option('--latency <ms>', 'latency of each request', parsePositive, 200)
    .addOption(
      new Option('--preset <name>', 'preset of the step')
        .choices(['standard', 'reference'])
        .default('standard'),
    )
    .option('--data-dir <path>', 'folder of the dataset navigate', `${repositoryDirectory}data`)
    .action(async (flags: StepFlags) => {
      const dataset = await loadDataset({ name: 'navigate', dataDir: flags.dataDir, seed: 42 });
      const measurements: StepMeasurement[] = [];
      for (const capacity of flags.capacity) {
        note(`capacity ${capacity} …`);
        measurements.push(
          await measureStep({
            dataset,
            preset: flags.preset,
            capacity,
            latencyInMs: flags.latency,
          }),
        );
      }
      print(reportSteps(measurements));
    });
  return program;
}

function parseList(text: string): readonly number[] {
  return text.split(',').map(parsePositive);
}
