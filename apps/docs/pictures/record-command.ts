import { spawn } from 'node:child_process';
import type { TerminalLine } from './terminal-svg.ts';

/**
 * Runs a program and notes when each line of its output came.
 *
 * @throws Error with the output unless its exit status is 0
 */
export function recordCommand(
  args: readonly string[],
  cwd: string,
): Promise<readonly TerminalLine[]> {
  const start = performance.now();
  const lines: TerminalLine[] = [];
  let rest = '';
  const add = (chunk: string): void => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    const seconds = (performance.now() - start) / 1000;
    lines.push(...parts.map((text) => ({ text: text.trimEnd(), seconds })));
  };
  const env = { ...process.env, FORCE_COLOR: '1' };
  const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', add);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => {
      if (rest !== '') add('\n');
      if (status === 0) resolve(lines);
      else reject(new Error(lines.map(({ text }) => text).join('\n')));
    });
  });
}
