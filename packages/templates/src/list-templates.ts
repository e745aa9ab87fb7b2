import { compareVersions } from './files/template-version.ts';
import { loadTemplateFolders } from './load-template-files.ts';
import type { TemplateOptions } from './load-template.ts';

/** A template that `loadTemplate` finds. */
export interface TemplateListing {
  readonly name: string;
  readonly version: string;
  /** The file that contains it. */
  readonly source: string;
  /** Whether `loadTemplate` returns it for the name alone. */
  readonly isLatest: boolean;
}

/**
 * Lists every version of every available template by name, latest first. A version in your
 * directory replaces the shipped one.
 *
 * @throws TemplateError if a file cannot be read
 */
export function listTemplates({ directory }: TemplateOptions = {}): readonly TemplateListing[] {
  const folders = loadTemplateFolders(directory);
  const names = [...new Set(folders.flatMap((folder) => folder.names))].sort();
  return names.flatMap((name) => {
    const versions = folders.flatMap((folder) =>
      [...folder.versions(name)].sort((one, other) => compareVersions(other.version, one.version)),
    );
    const found = versions.filter(
      ({ version }, index) =>
        versions.findIndex((other) => compareVersions(other.version, version) === 0) === index,
    );
    return found.map(({ version, source }, index) => ({
      name,
      version,
      source,
      isLatest: index === 0,
    }));
  });
}
