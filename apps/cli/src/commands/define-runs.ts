import type { Command } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** `dln runs list`, `show` and `compare`. */
export function defineRuns(program: Command, surroundings: Surroundings): void {
  const runs = program
    .command('runs')
    .description('the runs that there are, how they stand, and how they differ')
    .summary('list, show and compare runs');

  runs
    .command('list')
    .description('list the runs in a folder, however deep')
    .argument('[folder]', 'where to look', 'runs')
    .option('--json', 'print JSON')
    .action(async (folder: string, { json = false }: JsonFlag) => {
      const { listRuns } = await import('./list-runs.ts');
      await listRuns({ folder, isJson: json, surroundings });
    });

  runs
    .command('show')
    .description('show what a run was asked, how it stands, and what it has learned')
    .argument('<run>', 'a run directory')
    .option('--json', 'print JSON')
    .action(async (run: string, { json = false }: JsonFlag) => {
      const { showRun } = await import('./show-run.ts');
      await showRun({ run, isJson: json, surroundings });
    });

  runs
    .command('compare')
    .description('show the settings in which runs differ, and what each came to, side by side')
    .argument('<runs...>', 'two or more run directories')
    .option('--json', 'print JSON')
    .action(async (directories: readonly string[], { json = false }: JsonFlag) => {
      const { compare } = await import('./compare.ts');
      await compare({ runs: directories, isJson: json, surroundings });
    });
}
