import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a process took. */
export interface PeakMeasurement {
  /** Its largest resident memory, in bytes. */
  readonly peak: number;
  readonly cpuInSeconds: number;
  /** The last line that it printed. */
  readonly said: string;
}

/** Prints what the process took when it exits. */
const REPORT =
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();' +
  'require("node:fs").writeSync(2,`\\npeak ${process.resourceUsage().maxRSS} ${user+system}\\n`)})';

/** Runs a program of Node and measures its memory. */
export async function measurePeak(args: readonly string[]): Promise<PeakMeasurement> {
  const preload = `data:text/javascript,import{createRequire}from"node:module";const require=createRequire("/");${encodeURIComponent(REPORT)}`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'exit');
  const [, kibibytes, micros] = /\npeak (\d+) (\d+)\n/.exec(stderr) ?? [];
  if (kibibytes === undefined || child.exitCode !== 0) throw new Error(stderr);
  const before = stderr.slice(0, stderr.indexOf('\npeak ')).trim();
  return {
    peak: Number(kibibytes) * 1024,
    cpuInSeconds: Number(micros) / 1e6,
    said: before.slice(before.lastIndexOf('\n') + 1),
  };
}
