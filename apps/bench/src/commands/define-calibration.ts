import type { Command } from 'commander';
import {
  measureCalibration,
  type MeasuredCalibration,
} from '../calibration/measure-calibration.ts';
import { reportCalibration } from '../calibration/report-calibration.ts';
import { createExperimentError } from '../experiments/experiment-error.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { replayExperiment } from '../recorded/replay-experiment.ts';
import { createStopSignal } from './stop-signal.ts';
import { note, print } from '../running/print.ts';

interface CalibrationFlags {
  readonly row: string;
  readonly dataDir: string;
}

/** `bench calibration`: what calibration gains in recorded runs. */
export function defineCalibration(program: Command): void {
  program
    .command('calibration')
    .argument('<experiment>', 'an experiment with recorded replies')
    .description(
      'Replays the recorded runs of a row, and tests each network with its calibration and ' +
        'without. Needs the datasets, and no model.',
    )
    .option('--row <name>', 'the row', 'DLN-1 ours')
    .option('--data-dir <folder>', 'folder of the datasets', 'data')
    .action(async (name: string, { row, dataDir }: CalibrationFlags) => {
      using stop = createStopSignal();
      const measured: MeasuredCalibration[] = [];
      await replayExperiment({
        ...{ name, experiment: await loadExperiment(name), dataDir, rows: [row] },
        signal: stop.signal,
        onRun: async (run) => {
          const one = await measureCalibration(run);
          if (one) measured.push(one);
        },
        onResult: ({ cell }, done, of) => {
          note(`[${done}/${of}] ${cell.name.dataset} · seed ${cell.name.seed}`);
        },
      });
      if (measured.length === 0)
        throw createExperimentError(name, `no recorded run of the row ${row} is calibrated`);
      print(reportCalibration(measured));
    });
}
