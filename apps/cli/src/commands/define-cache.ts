import type { Command } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';

const cacheOption = [
  '--cache <file>',
  "the file of shared replies (default: replies.sqlite in the user's cache folder)",
] as const;

/** `dln cache stats`, `prune`, `export` and `import`. */
export function defineCache(program: Command, surroundings: Surroundings): void {
  const cache = program
    .command('cache')
    .description('the replies that runs share: how many there are, and how to take them elsewhere')
    .summary('show, prune, export and import the replies that runs share');

  cache
    .command('stats')
    .description('show where shared replies lie, and how many there are')
    .option(...cacheOption)
    .option('--json', 'print JSON')
    .action(async (options: { readonly cache?: string; readonly json?: boolean }) => {
      const { cacheStatistics } = await import('./cache-statistics.ts');
      cacheStatistics({ file: options.cache, isJson: options.json ?? false, surroundings });
    });

  cache
    .command('prune')
    .description('delete shared replies that no run has used for a while')
    .option('--days <n>', 'how long a reply may go unused', '90')
    .option(...cacheOption)
    .option('--json', 'print JSON')
    .action(
      async (options: {
        readonly days: string;
        readonly cache?: string;
        readonly json?: boolean;
      }) => {
        const { pruneCache } = await import('./prune-cache.ts');
        const { days, cache: file, json = false } = options;
        pruneCache({ days, file, isJson: json, surroundings });
      },
    );

  cache
    .command('export')
    .description(
      'write the replies of a run, or those that runs share, to one file: with the replies and the data of a run, it can be repeated without a key and without a network',
    )
    .summary('write replies to one file')
    .argument('[run]', 'a run directory; the shared replies, if left out')
    .requiredOption('--output <file>', 'a new file; compressed where its name ends in .gz')
    .option(...cacheOption)
    .action(
      async (
        run: string | undefined,
        options: { readonly output: string; readonly cache?: string },
      ) => {
        const { exportReplies } = await import('./export-replies.ts');
        await exportReplies({ run, ...options, surroundings });
      },
    );

  cache
    .command('import')
    .description(
      'add exported replies to those that runs share; with --run, make the run directory that they came from, for `dln resume`',
    )
    .summary('add exported replies')
    .argument('<file>', 'what `dln cache export` wrote')
    .option('--run <folder>', 'a new folder, which becomes the run that the replies are of')
    .option('--replace', 'replace shared replies by those of the file')
    .option(...cacheOption)
    .action(
      async (
        file: string,
        options: { readonly run?: string; readonly cache?: string; readonly replace?: boolean },
      ) => {
        const { importReplies } = await import('./import-replies.ts');
        await importReplies({ file, ...options, surroundings });
      },
    );
}
