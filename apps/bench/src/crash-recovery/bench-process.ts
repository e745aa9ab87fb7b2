import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of the bench's own command line. */
export interface BenchProcess {
  /** Resolves with its exit status; null if it was killed. */
  readonly ended: Promise<number | null>;
  /** What it has printed to stderr. */
  readonly lines: readonly string[];
  kill(signal: NodeJS.Signals): void;
}

/** Starts `bench …` in a separate process, as this process was started. */
export function startBench(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): BenchProcess {
  const [program = ''] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  return {
    lines,
    ended: once(child, 'exit').then(() => child.exitCode),
    kill: (signal) => {
      child.kill(signal);
    },
  };
}
