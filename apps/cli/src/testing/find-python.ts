import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Python that has the `openai` package, or the reason why it is missing. */
export type FoundPython =
  | { readonly path: string }
  | { readonly path: undefined; readonly reason: string };

/**
 * Finds a Python with the `openai` package: the one of DLN_PYTHON, python3, or one in a folder of
 * the system's temporary files; the package is installed there from
 * PyPI once.
 */
export async function findPython(): Promise<FoundPython> {
  const folder = join(tmpdir(), 'dln-python-openai');
  const own = join(folder, 'bin', 'python');
  for (const path of [process.env['DLN_PYTHON'], own, 'python3'])
    if (path !== undefined && (await hasOpenAi(path))) return { path };
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: 60_000 });
    const quick = ['--retries', '0', '--timeout', '10', '--disable-pip-version-check', '-q'];
    await run(own, ['-m', 'pip', 'install', ...quick, 'openai'], { timeout: 120_000 });
    return { path: own };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { path: undefined, reason: `openai cannot be installed from PyPI: ${reason}` };
  }
}

/** Runs a Python program, and returns what it printed. */
export async function runPython(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(path, [...args], {
    timeout: 120_000,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', ...environment },
  });
  return stdout;
}

async function hasOpenAi(path: string): Promise<boolean> {
  return run(path, ['-c', 'import openai'], { timeout: 60_000 }).then(
    () => true,
    () => false,
  );
}
