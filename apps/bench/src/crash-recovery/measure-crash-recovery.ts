import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { RandomState } from '@dln/random';
import { countPaidTwice, countQuestions } from './count-paid-twice.ts';
import { readKept } from './read-kept.ts';
import { runProcess } from './run-process.ts';
import type { CountingProxy, ProxiedCall } from './start-counting-proxy.ts';

/** A run to kill and resume, and its baseline. */
export interface CrashRecoveryOptions {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly proxy: CountingProxy;
  /** `dln train …` without its `--out-dir`. */
  readonly trainArgs: readonly string[];
  readonly whole: WholeRun;
  readonly random: RandomState;
}

/** An uninterrupted run. */
export interface WholeRun {
  /** Its result_data.json. */
  readonly results: string;
  /** How often it makes each request. */
  readonly needed: ReadonlyMap<string, number>;
  readonly calls: number;
  /** From its first call to its end. */
  readonly durationInMs: number;
}

/** The result of a killed run. */
export interface CrashRecoveryMeasurement {
  readonly kills: number;
  /** Calls before the first kill. */
  readonly callsAtFirstKill: number;
  readonly isSame: boolean;
  readonly calls: number;
  readonly paidTwice: number;
  /** Calls without a reply when the process was killed. */
  readonly cutOff: number;
  /** Replies handed to the connection of a killed process before it had read them. */
  readonly unread: number;
  /** How long before the kill the oldest of these was handed over, in milliseconds. */
  readonly oldestUnreadInMs: number;
}

/** Makes the baseline run. */
export async function measureWhole(
  options: Omit<CrashRecoveryOptions, 'whole' | 'random'>,
  runDirectory: string,
): Promise<WholeRun> {
  const { proxy, trainArgs } = options;
  const first = proxy.nextCall().then(() => performance.now());
  await finish(options, [...trainArgs, '--out-dir', runDirectory]);
  return {
    results: await readFile(join(runDirectory, 'result_data.json'), 'utf8'),
    needed: countQuestions(proxy.calls),
    calls: proxy.calls.length,
    durationInMs: performance.now() - (await first),
  };
}

/** Kills a run at random moments, up to three times, resumes it each time, and compares. */
export async function measureCrashRecovery(
  options: CrashRecoveryOptions,
  runDirectory: string,
): Promise<CrashRecoveryMeasurement> {
  const { proxy, trainArgs, whole, random } = options;
  let before = proxy.calls.length;
  const kept = new Set<number>();
  let [kills, callsAtFirstKill, cutOff, unread, oldestUnreadInMs] = [0, 0, 0, 0, 0];
  const nextArgs = (): readonly string[] =>
    existsSync(join(runDirectory, 'config.json'))
      ? ['resume', runDirectory, '--no-cache']
      : [...trainArgs, '--out-dir', runDirectory];
  while (kills < 3 && (kills === 0 || random.randomSample() < 0.5)) {
    const from = proxy.calls.length;
    const moment = random.randomSample() * whole.durationInMs;
    const end = await runProcess({
      ...options,
      args: nextArgs(),
      killAfter: proxy.nextCall().then(() => wait(moment)),
    });
    const { killedAt } = end;
    if (killedAt === undefined) {
      // The run finished before its kill. Repeat it, because a run without a kill shows nothing.
      if (kills > 0) break;
      await rm(runDirectory, { recursive: true });
      before = proxy.calls.length;
      continue;
    }
    if (++kills === 1) callsAtFirstKill = proxy.calls.length - before;
    for (const serial of readKept(runDirectory)) kept.add(serial);
    for (const { serial, deliveredAt } of proxy.calls.slice(from)) {
      if (kept.has(serial)) continue;
      if (deliveredAt === undefined || deliveredAt > killedAt) {
        cutOff++;
        continue;
      }
      unread++;
      oldestUnreadInMs = Math.max(oldestUnreadInMs, killedAt - deliveredAt);
    }
  }
  await finish(options, nextArgs());
  for (const serial of readKept(runDirectory)) kept.add(serial);
  const calls: readonly ProxiedCall[] = proxy.calls.slice(before);
  return {
    kills,
    callsAtFirstKill,
    isSame: (await readFile(join(runDirectory, 'result_data.json'), 'utf8')) === whole.results,
    calls: calls.length,
    paidTwice: countPaidTwice(calls, kept, whole.needed),
    cutOff,
    unread,
    oldestUnreadInMs,
  };
}

async function finish(
  options: Pick<CrashRecoveryOptions, 'command' | 'environment'>,
  args: readonly string[],
): Promise<void> {
  const { status, stderr } = await runProcess({ ...options, args });
  if (status !== 0) throw new Error(`dln ${args[0]} ended with ${status}: ${stderr}`);
}
