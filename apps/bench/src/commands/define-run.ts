import type { Command } from 'commander';
import { flagsOfCommand } from '@dln/run';
import { openCellStore } from '../cells/cell-store.ts';
import { runCell } from '../cells/run-cell.ts';
import { describeEstimate } from '../estimate/describe-estimate.ts';
import { estimatePlan } from '../estimate/estimate-plan.ts';
import { addPriceOptions, pricesFromFlags, type PriceFlags } from '../prices/price-options.ts';
import { openQueue } from '../queue/open-queue.ts';
import { hintsFor } from '../running/failure-message.ts';
import { runCells } from '../running/run-cells.ts';
import { checkFolder } from './check-folder.ts';
import { describeOutcome } from './describe-outcome.ts';
import { openRecording } from '../recorded/open-recording.ts';
import { createProgressLine } from './progress-line.ts';
import { createStopSignal } from './stop-signal.ts';
import { parseCount } from './parse-number.ts';
import { addPlanOptions, planFromFlags, type PlanFlags } from './plan-options.ts';
import { note, print } from '../running/print.ts';

interface RunFlags extends PlanFlags, PriceFlags {
  readonly runs: string;
  readonly jobs: number;
  readonly queue?: string;
  readonly record?: string;
  readonly dryRun?: true;
}

/** `bench run`: runs the unfinished cells of an experiment. */
export function defineRun(program: Command): void {
  addPriceOptions(
    addPlanOptions(
      program.command('run').argument('<experiment>', 'a table of the paper (see `bench list`)'),
    ),
  )
    .description(
      'Runs an experiment cell by cell. Finished cells are skipped; a failed cell does not ' +
        'stop the others.',
    )
    .option('--runs <folder>', 'folder of the results', 'runs/bench')
    .option('--jobs <count>', 'concurrent cells', parseCount(1), 1)
    .option(
      '--queue <url>',
      'run the cells in `bench worker` processes through this Redis, such as ' +
        'redis://127.0.0.1:6379',
    )
    .option(
      '--record <file>',
      'for a model in process: use the replies of this file, and add new ones to it',
    )
    .option('--dry-run', 'estimate the whole table, and send nothing')
    .action(async (name: string, flags: RunFlags, command: Command) => {
      const plan = await planFromFlags(name, flags);
      for (const text of plan.notes) note(text);
      const prices = await pricesFromFlags(flags);
      if (flags.dryRun) {
        const estimated = await estimatePlan(plan.cells, prices);
        print(describeEstimate(estimated));
        if (estimated.every((one) => 'problem' in one)) process.exitCode = 1;
        return;
      }
      await checkFolder(flags.runs, '--runs');
      note(
        `${name}, ${plan.variant} settings, ${flags.model}: ${plan.cells.length} cells in ` +
          flags.runs,
      );
      using stop = createStopSignal();
      const store = openCellStore(flags.runs);
      await using queue =
        flags.queue === undefined
          ? undefined
          : await openQueue(flags.queue, { onNote: (text) => note(text) });
      await using recorded = await openRecording(flags);
      const progress = createProgressLine(process.stderr);
      let ended = 0;
      const work = runCells({
        cells: plan.cells,
        store,
        // Workers limit their own concurrency; a cell that waits for another must not block the
        // queue.
        concurrency: queue ? plan.cells.length : flags.jobs,
        signal: stop.signal,
        // The queue deduplicates cells.
        shares: queue === undefined,
        run:
          queue?.run ??
          (async ({ cell, lastPrompt, signal }) =>
            runCell({
              cell,
              lastPrompt,
              signal,
              prices,
              model: recorded?.model,
              directory: store.runDirectory(cell),
              onEvent: progress.eventsOf(cell),
            })),
        onOutcome: (outcome) => {
          ended++;
          progress.clear();
          note(describeOutcome(outcome, `[${ended}/${plan.cells.length}]`));
        },
      });
      let outcomes: Awaited<typeof work>;
      try {
        outcomes = await work;
      } catch (error) {
        progress.clear();
        if (!stop.signal.aborted) throw error;
        note('Stopped. Run the same command to continue.');
        process.exitCode = 130;
        return;
      }
      const failed = outcomes.filter((outcome) => outcome.type === 'failed');
      if (failed.length > 0) {
        note(
          `${failed.length} of ${outcomes.length} cells failed; run the same command again to retry them.`,
        );
        const errors = failed.map(({ error }) => error);
        for (const hint of hintsFor(errors, flagsOfCommand(command))) note(hint);
        process.exitCode = 1;
      }
    });
}
