import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ExperimentError } from '../experiments/experiment-error.ts';

/** How a process ended. */
export interface ProcessEnd {
  /** Null if it was killed. */
  readonly status: number | null;
  readonly stderr: string;
  /** In milliseconds; undefined if it was not killed. */
  readonly killedAt: number | undefined;
}

/**
 * Runs the built command in a separate process.
 *
 * @param killAfter kills the process with SIGKILL when it resolves; never, if left out
 * @throws ExperimentError if the command is not built
 */
export async function runProcess(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly killAfter?: Promise<void>;
}): Promise<ProcessEnd> {
  const { command, args, environment, killAfter } = options;
  if (!existsSync(command))
    throw new ExperimentError({
      code: 'missing-build',
      message: `Missing build: ${command}. Run pnpm build.`,
      subject: command,
    });
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'exit');
  let killedAt: number | undefined;
  void killAfter?.then(() => {
    if (child.exitCode !== null) return;
    killedAt = performance.now();
    child.kill('SIGKILL');
  });
  await ended;
  return {
    status: child.exitCode,
    stderr,
    killedAt: child.exitCode === null ? killedAt : undefined,
  };
}
