import { environment } from '../bootstrap.mjs';
import { run } from '../run.mjs';

/**
 * Runs a program to its end.
 *
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {Readonly<Record<string, string>>} [variables] Beside the usual environment.
 * @returns {Promise<string>} What it printed.
 * @throws Error with what it printed unless its exit status is 0
 */
export async function succeed([program = '', ...args], cwd, variables = {}) {
  const env = { ...environment, ...variables };
  const { status, output } = await run(program, args, { cwd, env, quiet: true });
  if (status !== 0)
    throw new Error(`${output}\n${program} ${args.join(' ')} exited with ${status}`);
  return output;
}
