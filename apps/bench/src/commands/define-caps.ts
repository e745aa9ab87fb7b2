import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { startHashLm } from 'dln-hashlm';
import { repositoryDirectory } from '../bench-directory.ts';
import { resolveConfiguration, runTraining, type Configuration } from '@dln/run';
import { drawCaps } from '../caps/draw-caps.ts';
import { measureCap, readResults, type CapMeasurement } from '../caps/measure-cap.ts';
import { reportCaps } from '../caps/report-caps.ts';
import { note, print } from '../running/print.ts';

/** Dollars per million tokens, high enough that a small run costs dollars. */
const price = 100;

interface CapsFlags {
  readonly count: number;
  readonly seed: number;
  readonly latency: number;
  readonly faults: number;
  readonly dataDir: string;
}

/** `bench caps`: tests random caps at high concurrency. */
export function defineCaps(program: Command): void {
  program
    .command('caps')
    .description(
      'Ends runs at random caps on requests, tokens and dollars, 64 requests at once against ' +
        'HashLM. Compares the spending by both accounts, then resumes each run.',
    )
    .option('--count <caps>', 'number of caps', parseCount, 20)
    .option('--seed <number>', 'seed of the caps', parseCount, 7)
    .option('--latency <ms>', 'latency of each request', Number, 5)
    .option(
      '--faults <share>',
      'share of requests that fail with each of 429, 500, resets and broken JSON',
      Number,
      0.02,
    )
    .option('--data-dir <path>', 'folder of the dataset navigate', `${repositoryDirectory}data`)
    .action(async ({ count, seed, latency, faults, dataDir }: CapsFlags) => {
      const folder = await mkdtemp(join(tmpdir(), 'dln-caps-'));
      await using server = await startHashLm({
        latencyInMs: latency,
        capacity: 64,
        faults: { 429: faults, 500: faults, reset: faults, garbage: faults },
      });
      try {
        const configuration = await configure(folder, server.baseUrl, dataDir);
        const run = (name: string): Configuration => ({
          ...configuration,
          outDir: join(folder, name),
        });
        const summary = await runTraining(run('whole'));
        const whole = await readResults(summary);
        const { estimate, requests } = summary;
        const asked = requests.sent + requests.saved;
        note(
          `without caps: ${asked} calls (estimated ${estimate?.calls.low} to ` +
            `${estimate?.calls.high}), ${JSON.stringify(summary.spent)} spent`,
        );
        const measurements: CapMeasurement[] = [];
        for (const [at, cap] of drawCaps(count, { seed, whole: summary.spent }).entries()) {
          note(`${at + 1}/${count}: ${cap.value} ${cap.unit} …`);
          measurements.push(
            await measureCap({ configuration: run(`cap-${at}`), cap, server, whole, price }),
          );
        }
        print(reportCaps(measurements));
      } finally {
        await rm(folder, { recursive: true });
      }
    });
}

/** A small two-layer run with every kind of request. */
async function configure(folder: string, baseUrl: string, dataDir: string): Promise<Configuration> {
  const connections = join(folder, 'models.yaml');
  const prices = join(folder, 'prices.yaml');
  await writeFile(
    connections,
    `- { name: hash, model: hash-lm, base_url: "${baseUrl}", api_key: EMPTY, api_type: null, ` +
      'max_retries: 8 }\n',
  );
  await writeFile(prices, `models:\n  hash-lm: { input: ${price}, output: ${price} }\n`);
  return resolveConfiguration({
    flags: {
      dataset: 'navigate',
      dataDir,
      maxTrainSize: 30,
      maxDevSize: 10,
      maxTestSize: 10,
      layers: 2,
      iters: 2,
      batchSize: 4,
      numPSamples: 4,
      numHSamples: 2,
      p1MaxTokens: 16,
      bwdMaxTokens: 16,
      concurrency: 64,
      connectionsConfig: connections,
      prices,
    },
  });
}

function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It takes an integer of 1 or more.');
  return value;
}
