import type { Command } from 'commander';

/** The measurements that were renamed, by their former names. */
const RENAMED = [
  ['kills', 'crash-recovery'],
  ['harness', 'overhead'],
] as const;

/** Refuses the former names of commands with an error that gives the present name. */
export function refuseRenamed(program: Command): void {
  for (const [former, present] of RENAMED)
    program
      .command(former, { hidden: true })
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => program.error(`error: '${former}' is now called '${present}'`));
}
