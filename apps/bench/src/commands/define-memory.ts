import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { repositoryDirectory } from '../bench-directory.ts';
import { measurePeak, type PeakMeasurement } from '../memory/measure-peak.ts';
import { memoryCases } from '../memory/memory-cases.ts';
import { startLargeServer } from '../memory/start-large-server.ts';
import { writeLargeBundle } from '../memory/write-large-bundle.ts';
import { parseCount } from './parse-number.ts';
import { print } from '../running/print.ts';

const ALL = ['import', 'scorings', 'endless', 'gzip'] as const;

interface MemoryFlags {
  readonly count: number;
  readonly only: readonly string[];
  /** For the measured process: what to do, and the server's URL. */
  readonly work?: keyof typeof memoryCases;
  readonly url: string;
}

/** `bench memory`: measures the peak memory of work that is large. */
export function defineMemory(program: Command): void {
  program
    .command('memory')
    .description(
      'Measures the peak memory of large work, each in a separate process: the built `dln` ' +
        'imports many replies, many texts are scored, and replies that are too large arrive.',
    )
    .option('--count <number>', 'replies to import, and texts to score', parseCount(1), 1_000_000)
    .addOption(new Option('--only <cases...>', 'cases to measure').choices(ALL).default(ALL))
    .addOption(new Option('--work <case>').choices(Object.keys(memoryCases)).hideHelp())
    .addOption(new Option('--url <url>').default('').hideHelp())
    .action(async ({ count, only, work, url }: MemoryFlags) => {
      if (work !== undefined) {
        await memoryCases[work]({ count, baseUrl: url });
        return;
      }
      const folder = await mkdtemp(join(tmpdir(), 'dln-memory-'));
      await using server = await startLargeServer();
      const self = [...process.execArgv, process.argv[1] ?? '', 'memory', '--count', String(count)];
      const measures: Readonly<Record<string, () => Promise<PeakMeasurement>>> = {
        import: async () => {
          const bundle = join(folder, 'replies.jsonl');
          await writeLargeBundle(bundle, count);
          const dln = join(repositoryDirectory, 'apps/cli/dist/main.js');
          const cache = join(folder, 'cache.sqlite');
          return measurePeak([dln, 'cache', 'import', bundle, '--cache', cache]);
        },
        scorings: async () => measurePeak([...self, '--work', 'scorings']),
        endless: async () => measurePeak([...self, '--work', 'endless', '--url', server.endless]),
        gzip: async () => measurePeak([...self, '--work', 'gzip', '--url', server.gzip]),
      };
      try {
        print('| work | count | peak, MiB | processor time, s | last words |');
        print('|---|---|---|---|---|');
        for (const name of ALL.filter((one) => only.includes(one))) {
          const measured = await measures[name]?.();
          if (measured === undefined) continue;
          const { peak, cpuInSeconds, said } = measured;
          const times = name === 'import' || name === 'scorings' ? count : 1;
          const figures = [Math.round(peak / 2 ** 20), cpuInSeconds.toFixed(1)];
          print(`| ${[name, times, ...figures, said].join(' | ')} |`);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    });
}
