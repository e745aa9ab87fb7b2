import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Command, Option } from 'commander';
import { startHashLm } from 'dln-hashlm';
import { measureHarness, type HarnessMeasurement } from '../harness/measure-harness.ts';
import { reportHarness, type MeasuredCheckout } from '../harness/report-harness.ts';
import { parseCount } from './parse-number.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface HarnessFlags {
  readonly count: number;
  readonly concurrency: number;
  readonly compare: readonly string[];
  /** In the process that is measured: where the server is, and which checkout it measures. */
  readonly measure?: string;
  readonly checkout: string;
}

/** `bench harness`: what the harness itself takes for each request. */
export function defineHarness(program: Command): void {
  program
    .command('harness')
    .description(
      'Measures the process time that the harness takes for each request, and its memory, in scoring many texts against HashLM without latency.',
    )
    .option('--count <texts>', 'texts to score', parseCount(1), 100_000)
    .option('--concurrency <requests>', 'requests under way at once', parseCount(1), 32)
    .option('--compare <paths...>', 'other built checkouts, measured in the same way', [])
    .addOption(new Option('--measure <url>').hideHelp())
    .addOption(new Option('--checkout <path>').default(root).hideHelp())
    .action(async (flags: HarnessFlags) => {
      const { measure, count, concurrency, checkout, compare } = flags;
      if (measure !== undefined) {
        const options = { checkout, baseUrl: measure, count, concurrency };
        console.log(JSON.stringify(await measureHarness(options)));
        return;
      }
      const measured: MeasuredCheckout[] = [];
      for (const place of [...compare, root]) {
        console.error(`${place} …`);
        await using server = await startHashLm();
        const name = place === root ? 'this one' : place;
        measured.push({ name, measurement: await measureIn(place, server.baseUrl, flags) });
      }
      console.log(reportHarness(measured));
    });
}

/** Measures a checkout in a process of its own. */
async function measureIn(
  checkout: string,
  baseUrl: string,
  { count, concurrency }: HarnessFlags,
): Promise<HarnessMeasurement> {
  const [program = ''] = process.argv.slice(1);
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[program, 'harness', '--measure', baseUrl, '--checkout', checkout],
    ...['--count', String(count), '--concurrency', String(concurrency)],
  ]);
  return JSON.parse(stdout) as HarnessMeasurement;
}
