import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve as resolveSpecifier } from 'import-meta-resolve';
import type { ModuleReference } from '../settings/module-reference.ts';
import { ModuleError } from './module-error.ts';
import { messageOf } from './module-item-error.ts';

/** A module of a run, as its record names it. */
export interface ModuleRecord {
  /** The file or package, as the configuration names it. */
  readonly name: string;
  /** The file that was loaded. */
  readonly path: string;
  /** Of that file; files that it imports are not covered. */
  readonly sha256: string;
}

/** A module that was loaded. */
export interface LoadedModule {
  readonly record: ModuleRecord;
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Loads a module. A file that changed since it was last loaded is loaded anew.
 *
 * @throws ModuleError if it is missing or does not load
 */
export async function loadModule({
  specifier,
  isPackage,
}: Pick<ModuleReference, 'specifier' | 'isPackage'>): Promise<LoadedModule> {
  const path = isPackage ? resolvePackage(specifier) : resolve(specifier);
  if (path === undefined)
    throw new ModuleError('module-missing', {
      module: specifier,
      problem: `is not an installed package: it cannot be found from ${resolve('.')}. Install it there, or give the path of a file.`,
    });
  const content = await read(path, specifier);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const url = `${pathToFileURL(path).href}?sha256=${sha256}`;
  try {
    const exports = (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as Readonly<
      Record<string, unknown>
    >;
    return { record: { name: specifier, path, sha256 }, exports };
  } catch (cause) {
    throw new ModuleError('module-broken', {
      module: specifier,
      problem: `cannot be loaded: ${describeFailure(cause)}`,
      cause,
    });
  }
}

async function read(path: string, module: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ModuleError('module-missing', {
      module,
      problem: `cannot be read: there is no file ${path}.`,
      cause,
    });
  }
}

/**
 * The file of a package that is installed for the working directory; undefined if it is missing.
 */
export function resolvePackage(name: string): string | undefined {
  try {
    return fileURLToPath(
      resolveSpecifier(name, pathToFileURL(join(resolve('.'), 'index.js')).href),
    );
  } catch {
    return undefined;
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `Node ${process.versions.node} does not run TypeScript. Use Node 22.18 or newer, or a .mjs file.`;
  return messageOf(error);
}
