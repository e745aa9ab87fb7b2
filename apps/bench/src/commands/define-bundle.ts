import type { Command } from 'commander';
import { openCellStore } from '../cells/cell-store.ts';
import { createExperimentError } from '../experiments/experiment-error.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { recordCell, recordingFile, recordModel } from '../recorded/recorded-experiment.ts';
import { openRecordedReplies, writeRecordedReplies } from '../recorded/recorded-replies.ts';
import { print } from '../running/print.ts';

interface BundleFlags {
  readonly runs: string;
  readonly model: string;
  readonly record: readonly string[];
}

/** `bench bundle`: writes the replies that come with an experiment. */
export function defineBundle(program: Command): void {
  program
    .command('bundle')
    .argument('<experiment>', 'an experiment that was run with --record')
    .description(
      'Writes the recorded replies of an experiment beside it, for `bench report --replay`: ' +
        'hashes of requests, numbers, and what the model wrote between layers.',
    )
    .requiredOption('--model <name>', 'the model of the replies')
    .option('--runs <folder>', 'folder of the results', 'runs/bench')
    .option(
      '--record <file>',
      'a file of `bench run --record`; repeat the flag for each',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .action(async (name: string, { runs, model, record }: BundleFlags) => {
      await loadExperiment(name);
      const results = (await openCellStore(runs).readAll()).filter(
        ({ cell }) => cell.name.experiment === name && cell.name.model === model,
      );
      if (results.length === 0)
        throw createExperimentError(name, `${runs} has no results of ${model}`);
      const replies = openRecordedReplies({ files: record });
      recordModel(replies, model);
      for (const { cell, cpuSeconds = null } of results)
        recordCell(replies, { path: cell.path, cpuSeconds });
      const file = recordingFile(name);
      writeRecordedReplies(file, replies);
      print(`${file}: ${results.length} cells, ${replies.size} entries`);
    });
}
