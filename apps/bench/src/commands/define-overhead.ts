import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Command, Option } from 'commander';
import { startHashLm } from 'dln-hashlm';
import { repositoryDirectory } from '../bench-directory.ts';
import { measureOverhead, type OverheadMeasurement } from '../overhead/measure-overhead.ts';
import { reportOverhead, type MeasuredCheckout } from '../overhead/report-overhead.ts';
import { parseCount } from './parse-number.ts';
import { note, print } from '../running/print.ts';

interface OverheadFlags {
  readonly count: number;
  readonly concurrency: number;
  readonly compare: readonly string[];
  /** For the measured process: the server's URL, and the checkout to measure. */
  readonly measure?: string;
  readonly checkout: string;
}

/** `bench overhead`: measures what our code costs per request. */
export function defineOverhead(program: Command): void {
  program
    .command('overhead')
    .description(
      'Measures the process time and memory that our code takes per request, scoring many ' +
        'texts against HashLM without latency.',
    )
    .option('--count <texts>', 'texts to score', parseCount(1), 100_000)
    .option('--concurrency <requests>', 'concurrent requests', parseCount(1), 32)
    .option('--compare <paths...>', 'other built checkouts to measure as well', [])
    .addOption(new Option('--measure <url>').hideHelp())
    .addOption(new Option('--checkout <path>').default(repositoryDirectory).hideHelp())
    .action(async (flags: OverheadFlags) => {
      const { measure, count, concurrency, checkout, compare } = flags;
      if (measure !== undefined) {
        const options = { checkout, baseUrl: measure, count, concurrency };
        print(JSON.stringify(await measureOverhead(options)));
        return;
      }
      const measured: MeasuredCheckout[] = [];
      for (const place of [...compare, repositoryDirectory]) {
        note(`${place} …`);
        await using server = await startHashLm();
        const name = place === repositoryDirectory ? 'this one' : place;
        measured.push({ name, measurement: await measureIn(place, server.baseUrl, flags) });
      }
      print(reportOverhead(measured));
    });
}

/** Measures a checkout in a separate process. */
async function measureIn(
  checkout: string,
  baseUrl: string,
  { count, concurrency }: OverheadFlags,
): Promise<OverheadMeasurement> {
  const [program = ''] = process.argv.slice(1);
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[program, 'overhead', '--measure', baseUrl, '--checkout', checkout],
    ...['--count', String(count), '--concurrency', String(concurrency)],
  ]);
  return JSON.parse(stdout) as OverheadMeasurement;
}
