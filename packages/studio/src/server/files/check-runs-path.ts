import { constants, type Stats } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { RUN_FILES } from '../../contract.ts';
import { parseJson } from '../../records/fields.ts';
import { parseResultData } from '../../records/result-data.ts';
import { codeOf } from '../../records/error-code.ts';
import { StudioError } from '../../studio-error.ts';
import { findStudioRuns } from './find-runs.ts';

/** The error of a path that does not lead to runs. */
function createRunsPathError(
  path: string,
  message: string,
  options: { readonly cause?: unknown } = {},
): StudioError {
  return new StudioError({ code: 'runs-path', path, message, ...options });
}

const ADVICE = 'Name a folder with runs, a run directory, or a result_data.json.';

/** Larger files are not opened: results of the Python reference have some megabytes. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Checks that a path is a folder that can be read, or a file with results of the Python reference.
 *
 * @returns the number of runs that are there now; a folder may have none yet
 * @throws StudioError for a missing path, and for a file that holds no results
 */
export async function checkRunsPath(path: string): Promise<number> {
  const stats = await statOf(path);
  if (stats.isFile()) await checkFile(path, stats);
  else if (!stats.isDirectory())
    throw createRunsPathError(path, `${path} is neither a file nor a folder. ${ADVICE}`);
  return (await findStudioRuns(path)).length;
}

async function statOf(path: string): Promise<Stats> {
  try {
    const stats = await stat(path);
    const needed = stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK;
    await access(path, needed);
    return stats;
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const problem =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `There is no file or folder ${path}.`
        : `${path} cannot be read (${code}).`;
    throw createRunsPathError(path, `${problem} ${ADVICE}`, { cause });
  }
}

async function checkFile(path: string, { size }: Stats): Promise<void> {
  const name = basename(path);
  if (name !== 'result_data.json' && RUN_FILES.some((known) => known === name))
    throw createRunsPathError(
      path,
      `${path} is a file of a run. Name its folder: ${dirname(path)}`,
    );
  if (size > MAX_BYTES)
    throw createRunsPathError(
      path,
      `${path} has ${Math.round(size / 1e6)} MB, more than results of the Python reference have. ${ADVICE}`,
    );
  if (parseResultData(parseJson(await readFile(path, 'utf8'))).length === 0)
    throw createRunsPathError(
      path,
      `${path} holds no results of the Python reference (result_data.json). ${ADVICE}`,
    );
}
