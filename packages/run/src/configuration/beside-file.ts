import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { modulePathIn, withModulePath } from '../settings/module-reference.ts';

/**
 * Settings in which modules that lie beside their configuration file have a path from the working
 * directory.
 */
export function besideFile(
  values: Readonly<Record<string, unknown>>,
  file: string,
): Readonly<Record<string, unknown>> {
  const find = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(find);
    const path = typeof value === 'string' ? modulePathIn(value) : undefined;
    if (typeof value !== 'string' || path === undefined || isAbsolute(path)) return value;
    const beside = join(dirname(file), path);
    return existsSync(beside) ? withModulePath(value, beside) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, find(value)]));
}
