import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import type { Command } from 'commander';
import { startHashLm } from 'dln-hashlm';
import { repositoryDirectory } from '../bench-directory.ts';
import {
  measureCrashRecovery,
  measureWhole,
  type CrashRecoveryMeasurement,
} from '../crash-recovery/measure-crash-recovery.ts';
import { reportCrashRecovery } from '../crash-recovery/report-crash-recovery.ts';
import { startCountingProxy } from '../crash-recovery/start-counting-proxy.ts';
import { parseCount, parsePositive } from './parse-number.ts';

interface CrashRecoveryFlags {
  readonly count: number;
  readonly seed: number;
  readonly latency: number;
  readonly dataDir: string;
}

/** `bench crash-recovery`: kills runs at random moments and resumes them. */
export function defineCrashRecovery(program: Command): void {
  program
    .command('crash-recovery')
    .description(
      'Kills runs against HashLM at random moments with SIGKILL, up to three times each, ' +
        'resumes them, and compares results and calls with those of an uninterrupted run.',
    )
    .option('--count <runs>', 'number of runs to kill', parseCount(1), 50)
    .option('--seed <number>', 'seed of the moments', parseCount(0), 7)
    .option('--latency <ms>', 'latency of each request', parsePositive, 20)
    .option('--data-dir <path>', 'folder of the dataset navigate', `${repositoryDirectory}data`)
    .action(async ({ count, seed, latency, dataDir }: CrashRecoveryFlags) => {
      const folder = await mkdtemp(join(tmpdir(), 'dln-crash-recovery-'));
      await using server = await startHashLm({ latencyInMs: latency, capacity: 8 });
      await using proxy = await startCountingProxy(server.baseUrl);
      try {
        const common = {
          command: `${repositoryDirectory}apps/cli/dist/main.js`,
          environment: { OPENAI_BASE_URL: proxy.baseUrl, OPENAI_API_KEY: 'EMPTY' },
          proxy,
          trainArgs: trainArgs(dataDir),
        };
        const whole = await measureWhole(common, join(folder, 'whole'));
        console.error(
          `uninterrupted: ${whole.calls} calls in ${Math.round(whole.durationInMs)} ms`,
        );
        const random = new RandomState(seed);
        const measurements: CrashRecoveryMeasurement[] = [];
        for (let run = 1; run <= count; run++) {
          const options = { ...common, whole, random };
          const measured = await measureCrashRecovery(options, join(folder, `killed-${run}`));
          measurements.push(measured);
          const { kills, callsAtFirstKill, isSame, paidTwice } = measured;
          console.error(
            `${run}/${count}: ${kills} kills, the first after ${callsAtFirstKill} calls; ` +
              `${isSame ? 'same result' : 'ANOTHER RESULT'}, ${paidTwice} paid twice`,
          );
        }
        console.log(reportCrashRecovery(whole, measurements));
      } finally {
        await rm(folder, { recursive: true });
      }
    });
}

/** A two-layer run with every kind of call, about 200 of them. */
function trainArgs(dataDir: string): readonly string[] {
  const flags =
    '--dataset navigate --model hash-lm --probe false --no-cache --layers 2 --iters 2 ' +
    '--batch-size 4 --num-p-samples 4 --num-h-samples 2 --max-train-size 30 --max-dev-size 8 ' +
    '--max-test-size 8 --p1-max-tokens 16 --bwd-max-tokens 16 --concurrency 8';
  return ['train', ...flags.split(' '), '--data-dir', dataDir];
}
