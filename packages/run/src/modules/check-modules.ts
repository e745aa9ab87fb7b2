import { basename } from 'node:path';
import type { ModuleRecord } from './load-module.ts';
import { ModuleError } from './module-error.ts';

/**
 * Compares the modules of a run with those that are loaded now.
 *
 * @returns a sentence for each that changed, if changes are allowed
 * @throws ModuleError for a change that is not allowed
 */
export function checkModules(
  before: readonly ModuleRecord[],
  now: readonly ModuleRecord[],
  { isAllowed, runDirectory }: { readonly isAllowed: boolean; readonly runDirectory: string },
): readonly string[] {
  const changed = now.flatMap((module) => {
    // A project that was moved has the same files elsewhere.
    const known =
      before.find(({ path }) => path === module.path) ??
      before.find(({ path }) => basename(path) === basename(module.path));
    return known === undefined || known.sha256 === module.sha256 ? [] : [{ known, module }];
  });
  return changed.map(({ known, module }) => {
    const problem = `has changed since ${runDirectory} was started: its sha256 was ${known.sha256.slice(0, 12)}…, and is ${module.sha256.slice(0, 12)}… now.`;
    if (isAllowed) return `${module.name} ${problem}`;
    throw new ModuleError('module-changed', {
      module: module.name,
      problem: `${problem} Put the file back, or allow it with \`allowChangedModules: true\`.`,
    });
  });
}
