import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LanguageModel } from '@dln/llm';
import type { CellResult } from '../cells/cell-result.ts';
import type { Cell } from '../cells/cell.ts';
import { planCells } from '../cells/plan-cells.ts';
import { runCell } from '../cells/run-cell.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { findRecording, readRecordedCells } from './recorded-experiment.ts';
import { createRecordedModel } from './recorded-model.ts';

/** A recorded run that was made again. */
export interface ReplayedRun {
  readonly cell: Cell;
  /** As `dln train` leaves it. */
  readonly directory: string;
  /** Gives the recorded replies only. */
  readonly model: LanguageModel;
}

/** Options of `replayExperiment`. */
export interface ReplayExperimentOptions {
  readonly name: string;
  readonly experiment: Experiment;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** @default all recorded rows */
  readonly rows?: readonly string[] | undefined;
  /** @default all datasets */
  readonly datasets?: readonly string[] | undefined;
  /** @default the experiment's */
  readonly seeds?: readonly number[] | undefined;
  /** Called after each cell while its run directory still exists. */
  readonly onRun?: ((run: ReplayedRun) => Promise<void>) | undefined;
  /** Called after each cell. */
  readonly onResult?: ((result: CellResult, done: number, of: number) => void) | undefined;
}

/**
 * Runs the recorded cells of an experiment again, with the replies that come with it in place of
 * the model. The datasets are needed; a reply that was not recorded is an error, so data or code
 * that would send other requests are noticed.
 *
 * @throws RecordedRepliesError without recorded replies
 * @throws RecordedRepliesError for a request without a recorded reply
 */
export async function replayExperiment(
  options: ReplayExperimentOptions,
): Promise<readonly CellResult[]> {
  const { name, experiment, dataDir, signal, rows, datasets, seeds } = options;
  const { onRun, onResult } = options;
  const { model, replies } = findRecording(name);
  const recorded = readRecordedCells(replies);
  const plan = planCells({
    name,
    experiment,
    model,
    rows,
    datasets,
    seeds,
    sweep: [{ label: '', settings: {} }],
    dataDir,
  });
  const cells = plan.cells.filter(({ path }) => recorded.has(path));
  const folder = await mkdtemp(join(tmpdir(), 'dln-replay-'));
  const results: CellResult[] = [];
  try {
    for (const [index, cell] of cells.entries()) {
      const run = {
        cell,
        directory: join(folder, String(index)),
        model: createRecordedModel({ name: model, replies }),
      };
      const result = await runCell({ ...run, signal, prices: [] });
      await onRun?.(run);
      const measured = { ...result, cpuSeconds: recorded.get(cell.path) ?? null };
      results.push(measured);
      onResult?.(measured, index + 1, cells.length);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}
