import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEntry } from '../contract.ts';
import { checkRunsPath } from '../server/files/check-runs-path.ts';
import { findStudioRuns } from '../server/files/find-runs.ts';
import { createMissingPageError } from '../server/page-files.ts';
import { findPageFolder } from '../server/page-folder.ts';
import { createEntryReader } from '../server/runs/read-run-entry.ts';
import { StudioError } from '../studio-error.ts';
import { buildExportedPage, type BuiltPage } from './build-page.ts';
import { checkTarget, unwritable } from './check-target.ts';
import { collectRun } from './collect-run.ts';
import type { ExportedRun } from './exported-studio.ts';

/** Options of `exportRuns`. */
export interface ExportRunsOptions {
  /** A folder with runs, however deep, a run directory, or a `result_data.json`. */
  readonly runs: string;
  /** The HTML file to write. A page of this name is replaced, any other file is not. */
  readonly file: string;
  /** The folder of the built page. @default the one of this package */
  readonly pageFolder?: string | undefined;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Values that must not be in the file. */
  readonly secrets?: readonly string[] | undefined;
  /** Most bytes of recorded texts, over all runs. @default 20 MB */
  readonly budgetInBytes?: number | undefined;
}

/** What an export came to. */
export interface ExportSummary {
  readonly file: string;
  readonly bytes: number;
  readonly runs: number;
  /** What is left out, a sentence each. */
  readonly remarks: readonly string[];
}

/** The error of an export without a run. */
function createNoRunError(path: string): StudioError {
  return new StudioError({
    code: 'no-run',
    path,
    message: `There is no run in ${path}. Name a run directory, a folder with runs, or a result_data.json.`,
  });
}

const BUDGET_IN_BYTES = 20_000_000;

/**
 * Writes runs into one HTML file that opens from disk, without a server or a network, with the
 * views of the studio. Of large runs, the figures of every step are there, and as many texts as the
 * budget allows.
 *
 * @throws StudioError if the path is missing, or a file without results
 * @throws StudioError if there is no run
 * @throws StudioError if the file exists and is not a page, or cannot be written
 * @throws StudioError if the page has not been built
 */
export async function exportRuns(options: ExportRunsOptions): Promise<ExportSummary> {
  const { runs: path, file, now, secrets = [], budgetInBytes = BUDGET_IN_BYTES } = options;
  await checkRunsPath(path);
  await checkTarget(file);
  const page = await loadPage(options.pageFolder ?? findPageFolder());
  const found = await findStudioRuns(path);
  const reader = createEntryReader(now);
  const entries: RunEntry[] = [];
  const runs: Record<string, ExportedRun> = {};
  const remarks: string[] = [];
  for (const run of found) {
    const entry = await reader.read(run);
    if (!entry) continue;
    entries.push(entry);
    if (run.kind === 'bench') continue;
    const share = Math.floor(budgetInBytes / found.filter(({ kind }) => kind !== 'bench').length);
    const collected = await collectRun(run, { budgetInBytes: share, secrets });
    runs[run.id] = collected.run;
    remarks.push(...collected.remarks);
  }
  if (entries.length === 0) throw createNoRunError(path);
  const html = buildExportedPage(page, {
    format: 'dln-studio-export',
    made: now(),
    entries,
    runs,
    remarks,
  });
  await writeWhole(file, html);
  return { file, bytes: Buffer.byteLength(html), runs: entries.length, remarks };
}

async function loadPage(folder: string): Promise<BuiltPage> {
  try {
    const [script, style] = await Promise.all(
      ['page.js', 'page.css'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    return { script: script ?? '', style: style ?? '' };
  } catch (cause) {
    throw createMissingPageError(folder, cause);
  }
}

/** Writes the whole file or none of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  try {
    await writeFile(unfinished, text, { flag: 'wx' });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(path, error);
  }
}
