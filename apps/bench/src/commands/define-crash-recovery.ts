import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import { proposers } from '@dln/vi';
import { Option, type Command } from 'commander';
import { startHashLm } from 'dln-hashlm';
import { repositoryDirectory } from '../bench-directory.ts';
import {
  measureCrashRecovery,
  measureWhole,
  type CrashRecoveryMeasurement,
} from '../crash-recovery/measure-crash-recovery.ts';
import { measureWorkers } from '../crash-recovery/measure-workers.ts';
import { reportCrashRecovery, reportWorkers } from '../crash-recovery/report-crash-recovery.ts';
import { startCountingProxy } from '../crash-recovery/start-counting-proxy.ts';
import { parseCount, parsePositive } from './parse-number.ts';
import { note, print } from '../running/print.ts';

interface CrashRecoveryFlags {
  readonly count: number;
  readonly seed: number;
  readonly latency: number;
  readonly dataDir: string;
  readonly proposers?: readonly string[];
  readonly workers?: number;
}

/** `bench crash-recovery`: kills runs at random moments and resumes them. */
export function defineCrashRecovery(program: Command): void {
  program
    .command('crash-recovery')
    .description(
      'Kills runs against HashLM at random moments with SIGKILL, up to three times each, ' +
        'resumes them, and compares results and calls with those of an uninterrupted run.',
    )
    .option('--count <runs>', 'number of runs to kill, or of kills of workers', parseCount(1), 50)
    .option(
      '--workers <count>',
      'kill this many workers of a queue instead, and their Redis (needs redis-server)',
      parseCount(1),
    )
    .option('--seed <number>', 'seed of the moments', parseCount(0), 7)
    .option('--latency <ms>', 'latency of each request', parsePositive, 20)
    .option('--data-dir <path>', 'folder of the dataset navigate', `${repositoryDirectory}data`)
    .addOption(
      new Option(
        '--proposers <names...>',
        'kill as many one-layer runs with each of these proposers (default: two-layer runs that ' +
          'rewrite)',
      ).choices(Object.keys(proposers)),
    )
    .action(async (flags: CrashRecoveryFlags) => {
      const { count, seed, latency, dataDir, proposers: names, workers } = flags;
      const folder = await mkdtemp(join(tmpdir(), 'dln-crash-recovery-'));
      await using server = await startHashLm({ latencyInMs: latency, capacity: 8 });
      try {
        if (workers !== undefined) {
          print(await killWorkers({ workers, folder, count, seed, dataDir }, server.baseUrl));
          return;
        }
        const pool = join(folder, 'prompts.txt');
        await writeFile(pool, POOL);
        const kinds = names?.map((name) => ({ name, trainArgs: proposerArgs(name, pool) })) ?? [
          { name: 'two layers', trainArgs: TWO_LAYERS },
        ];
        for (const { name, trainArgs } of kinds) {
          note(`${name}:`);
          const report = await killRuns({
            ...{ folder: join(folder, name), count, seed, server: server.baseUrl },
            trainArgs: [...trainArgs, '--data-dir', dataDir],
          });
          print(names ? `## ${name}\n\n${report}\n` : report);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    });
}

/** Runs of one kind, all with the same arguments. */
interface KilledKind extends Pick<CrashRecoveryFlags, 'count' | 'seed'> {
  readonly folder: string;
  /** The base URL of the model's server. */
  readonly server: string;
  readonly trainArgs: readonly string[];
}

/** Makes a run of a kind, then kills and resumes others, and reports on them. */
async function killRuns({ folder, count, seed, server, trainArgs }: KilledKind): Promise<string> {
  await using proxy = await startCountingProxy(server);
  const common = {
    command: `${repositoryDirectory}apps/cli/dist/main.js`,
    environment: { OPENAI_BASE_URL: proxy.baseUrl, OPENAI_API_KEY: 'EMPTY' },
    ...{ proxy, trainArgs },
  };
  const whole = await measureWhole(common, join(folder, 'whole'));
  note(`uninterrupted: ${whole.calls} calls in ${Math.round(whole.durationInMs)} ms`);
  const random = new RandomState(seed);
  const measurements: CrashRecoveryMeasurement[] = [];
  for (let run = 1; run <= count; run++) {
    const options = { ...common, whole, random };
    const measured = await measureCrashRecovery(options, join(folder, `killed-${run}`));
    measurements.push(measured);
    const { kills, callsAtFirstKill, isSame, paidTwice } = measured;
    note(
      `${run}/${count}: ${kills} kills, the first after ${callsAtFirstKill} calls; ` +
        `${isSame ? 'same result' : 'ANOTHER RESULT'}, ${paidTwice} paid twice`,
    );
  }
  return reportCrashRecovery(whole, measurements);
}

/** Kills workers of a queue, and reports on their cells. */
async function killWorkers(
  options: Pick<CrashRecoveryFlags, 'count' | 'seed' | 'dataDir'> & {
    readonly workers: number;
    readonly folder: string;
  },
  server: string,
): Promise<string> {
  const { workers, folder, count, seed, dataDir } = options;
  await using proxy = await startCountingProxy(server);
  const measured = await measureWorkers({
    ...{ workers, kills: count, proxy, folder, dataDir },
    environment: { OPENAI_BASE_URL: proxy.baseUrl, OPENAI_API_KEY: 'EMPTY' },
    random: new RandomState(seed),
    onProgress: (text) => note(text),
  });
  return reportWorkers(measured);
}

/** A two-layer run with every kind of call, about 200 of them. */
const TWO_LAYERS = toArgs(
  '--layers 2 --iters 2 --batch-size 4 --num-p-samples 4 --num-h-samples 2 --max-train-size 30 ' +
    '--p1-max-tokens 16',
);

/** A one-layer run with one proposer, whose candidates race. */
function proposerArgs(name: string, pool: string): readonly string[] {
  const args = toArgs(
    '--layers 1 --iters 3 --val-freq 1 --batch-size 6 --num-p-samples 4 --use-memory 2 ' +
      '--ranking halving --max-train-size 30',
  );
  return [...args, '--propose-by', name, '--prompt-pool', pool];
}

/** A user's own prompts, for the proposer that draws from them. */
const POOL = 'Count.\nIs the number of steps even?\nThink of the walk.\n';

function toArgs(flags: string): readonly string[] {
  const shared =
    '--dataset navigate --model hash-lm --probe false --no-cache --max-dev-size 8 ' +
    '--max-test-size 8 --bwd-max-tokens 16 --concurrency 8';
  return ['train', ...`${shared} ${flags}`.split(' ')];
}
