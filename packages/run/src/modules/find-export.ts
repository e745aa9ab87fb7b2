import type { ModuleReference } from '../settings/module-reference.ts';
import type { LoadedModule } from './load-module.ts';
import { ModuleError } from './module-error.ts';

/**
 * The export that a reference means.
 *
 * @throws ModuleError that lists what the module exports, if it is missing
 */
export function findExport(
  { record, exports }: LoadedModule,
  { exportName }: Pick<ModuleReference, 'exportName'>,
): unknown {
  if (exportName in exports) return exports[exportName];
  const names = Object.keys(exports);
  const what = exportName === 'default' ? 'has no default export' : `has no export ${exportName}`;
  const remedy =
    names.length === 0
      ? 'It exports nothing.'
      : `It exports ${names.join(', ')}: name one as ${record.name}#${names[0] ?? ''}.`;
  throw new ModuleError('export-missing', { module: record.name, problem: `${what}. ${remedy}` });
}

/** A module and one of its exports, for messages: `./metric.mjs, export default,`. */
export function describeExport(module: string, exportName: string): string {
  return `${module}, export ${exportName},`;
}

/** An export of another shape than is needed. */
export function invalidExport(label: string, value: unknown, expected: string): ModuleError {
  return new ModuleError('export-invalid', {
    module: label,
    problem: `is ${describeValue(value)}. Export ${expected}.`,
  });
}

/** A value in a few words. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const keys = Object.keys(value).slice(0, 5);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
}
