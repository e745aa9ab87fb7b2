import type { Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import type { Surroundings } from '../command-line/surroundings.ts';

/** `dln resume`. */
export function defineResume(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('resume')
    .argument('<run>', 'the run directory')
    .description(
      'go on with a run that was stopped or killed, to the same result; no reply that it has is asked for again',
    )
    .summary('go on with a run that was stopped or killed');
  addCacheOptions(
    addSettings(command, [
      'maxRequests',
      'maxTokensTotal',
      'maxCost',
      'maxMinutes',
      'prices',
      'allowChangedModules',
    ]),
  )
    .optionsGroup('Output:')
    .option('--json', 'print one JSON object on standard output at the end, and nothing else there')
    .action(async (runDirectory: string, options: CacheFlags & { readonly json?: boolean }) => {
      const { resume } = await import('./resume.ts');
      await resume({
        runDirectory,
        flags: readFlags(command),
        cache: options,
        isJson: options.json ?? false,
        surroundings,
      });
    });
}
