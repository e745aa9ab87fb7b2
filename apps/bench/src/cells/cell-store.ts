import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { glob } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Cell, CellName } from './cell.ts';
import { claimCell } from './claim-cell.ts';
import { cellResultSchema, type CellResult } from './cell-result.ts';

/** The reason why a cell has no result. */
export interface CellFailure {
  readonly cell: CellName;
  readonly message: string;
}

/** The results of cells, one folder each. */
export interface CellStore {
  /** The cell's run directory. */
  readonly runDirectory: (cell: Cell) => string;
  /**
   * The result of the cell with its current settings; `undefined` if missing or from other
   * settings.
   */
  readonly read: (cell: Cell) => Promise<CellResult | undefined>;
  readonly write: (result: CellResult) => Promise<void>;
  /** Records why a cell has no result. */
  readonly writeFailure: (cell: Cell, message: string) => Promise<void>;
  /**
   * Locks the cell against other processes that share the folder; `undefined` if it is locked
   * already.
   */
  readonly claim: (cell: Cell) => Promise<Disposable | undefined>;
  /** All results, in the order of their paths. */
  readonly readAll: () => Promise<readonly CellResult[]>;
  /** The recorded failures, in the order of their paths. */
  readonly readFailures: () => Promise<readonly CellFailure[]>;
  /** Damaged result files; their cells count as not run. */
  readonly listDamaged: () => Promise<readonly string[]>;
}

/** The results below a folder. */
export function openCellStore(root: string): CellStore {
  const resultFile = (path: string): string => join(root, path, 'result.json');
  const failureFile = (path: string): string => join(root, path, 'failure.json');
  const filesIn = async (name: string): Promise<readonly string[]> => {
    const files: string[] = [];
    for await (const file of glob(`**/${name}`, { cwd: root })) files.push(join(root, file));
    return files.sort();
  };
  return {
    runDirectory: ({ path }) => join(root, path, 'run'),
    read: async (cell) => {
      const result = await readResult(resultFile(cell.path));
      // Compare as JSON, which does not distinguish missing and undefined.
      const asked: unknown = JSON.parse(JSON.stringify(cell));
      return result !== undefined && isDeepStrictEqual(result.cell, asked) ? result : undefined;
    },
    write: async (result) => {
      await writeWhole(resultFile(result.cell.path), result);
      await rm(failureFile(result.cell.path), { force: true });
    },
    writeFailure: async (cell, message) =>
      writeWhole(failureFile(cell.path), { cell: cell.name, message }),
    claim: async (cell) => claimCell(join(root, cell.path, 'claim')),
    readAll: async () => {
      const results = await Promise.all((await filesIn('result.json')).map(readResult));
      return results.filter((result) => result !== undefined);
    },
    readFailures: async () => {
      const failures = await Promise.all(
        (await filesIn('failure.json')).map(async (file) => {
          const cell = failureSchema.safeParse(await readJson(file));
          return cell.success ? [cell.data] : [];
        }),
      );
      return failures.flat();
    },
    listDamaged: async () => {
      const files = await filesIn('result.json');
      const results = await Promise.all(files.map(readResult));
      return files.filter((_, at) => results[at] === undefined);
    },
  };
}

const failureSchema: z.ZodType<CellFailure> = z.object({
  cell: z.custom<CellName>((value) => typeof value === 'object' && value !== null),
  message: z.string(),
});

async function readResult(file: string): Promise<CellResult | undefined> {
  return cellResultSchema.safeParse(await readJson(file)).data;
}

/** The content of a file; `undefined` if it is missing or incomplete. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes atomically, so readers never see a partial file. */
async function writeWhole(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(value, null, 2)}\n`);
  await rename(unfinished, path);
}
