import { createTemplate } from './create-template.ts';
import { nearestFirst } from './files/nearest-first.ts';
import { parseTemplateReference } from './files/template-reference.ts';
import { compareVersions } from './files/template-version.ts';
import { loadTemplateFolders } from './load-template-files.ts';
import type { Template } from './template.ts';
import { createUnknownTemplateError } from './create-unknown-template-error.ts';

/** Options of `loadTemplate` and `listTemplates`. */
export interface TemplateOptions {
  /** A folder with one YAML file per template. It is searched before the shipped templates. */
  readonly directory?: string | undefined;
}

/**
 * Loads a version of a template, by default the latest. If `directory` has the name, `latest` means
 * the latest version in `directory`.
 *
 * @param reference - `name`, or `name:v3.5`
 * @throws TemplateError if no folder has it; lists the available templates
 * @throws TemplateError if a file cannot be read, or the template is not valid Jinja
 *
 * @example
 * const template = loadTemplate('suffix_forward:v1.0');
 * template.render({ input: '1 + 1', prompt: 'Add the numbers.' });
 */
export function loadTemplate(reference: string, { directory }: TemplateOptions = {}): Template {
  const { name, version } = parseTemplateReference(reference);
  const folders = loadTemplateFolders(directory);
  for (const folder of folders) {
    const definitions = folder
      .versions(name)
      .filter(
        (definition) => version === undefined || compareVersions(definition.version, version) === 0,
      )
      .sort((one, other) => compareVersions(other.version, one.version));
    if (definitions[0]) return createTemplate(definitions[0]);
  }
  const versions = folders.flatMap((folder) => folder.versions(name));
  throw createUnknownTemplateError({
    template: reference,
    known:
      versions.length > 0
        ? nearestFirst(
            reference,
            versions.map((definition) => `${name}:${definition.version}`),
          )
        : nearestFirst(
            name,
            folders.flatMap((folder) => folder.names),
          ),
    searched: folders.map((folder) => folder.directory),
  });
}
