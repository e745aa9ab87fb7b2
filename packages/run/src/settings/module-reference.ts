import { fileURLToPath } from 'node:url';

/** A JavaScript or TypeScript module that a setting names, and the export that is meant. */
export interface ModuleReference {
  /** The path of a file, or the name of a package. */
  readonly specifier: string;
  readonly isPackage: boolean;
  readonly exportName: string;
}

const FILE = /^(.*\.[cm]?[jt]s)(?:#(.+))?$/;
const PACKAGE = /^package:([^#]+)(?:#(.+))?$/;

/**
 * Reads `./metric.mjs`, `./metric.mjs#name` or `package:some-package#name`. Undefined for a value
 * that names no module.
 */
export function parseModuleReference(value: string): ModuleReference | undefined {
  const [, packageName, packageExport = 'default'] = PACKAGE.exec(value) ?? [];
  if (packageName !== undefined)
    return { specifier: packageName, isPackage: true, exportName: packageExport };
  const [, path, exportName = 'default'] = FILE.exec(value) ?? [];
  if (path === undefined) return undefined;
  const specifier = path.startsWith('file://') ? fileURLToPath(path) : path;
  return { specifier, isPackage: false, exportName };
}

/** The path of a module in a value; undefined for packages and for other values. */
export function modulePathIn(value: string): string | undefined {
  const reference = parseModuleReference(value);
  return reference === undefined || reference.isPackage ? undefined : reference.specifier;
}

/** The value with another path; the export stays. */
export function withModulePath(value: string, path: string): string {
  const [, exportName] = /#(.+)$/.exec(value) ?? [];
  return exportName === undefined ? path : `${path}#${exportName}`;
}
