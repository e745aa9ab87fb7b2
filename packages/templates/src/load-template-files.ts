import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateDefinition } from './create-template.ts';
import { parseTemplateFile } from './files/parse-template-file.ts';
import { createTemplateFileError } from './create-template-file-error.ts';

// One folder up from both src/ and dist/, so this file must stay at the top of src.
function shippedDirectory(): string {
  const here = import.meta.url as string | undefined;
  if (here !== undefined) return fileURLToPath(new URL('../templates', here));
  const problem = 'the shipped templates have no path in a CommonJS bundle; use `createTemplate`';
  throw createTemplateFileError({ file: 'templates', problem });
}

/** A folder of templates. Files are read on demand. */
export interface TemplateFolder {
  readonly directory: string;
  readonly names: readonly string[];
  /**
   * All versions of a template in file order; empty if the folder has no file for it.
   *
   * @throws TemplateError if the file cannot be read
   */
  versions(name: string): readonly TemplateDefinition[];
}

/**
 * The folders to search, in order: the given directory, if any, then the shipped templates.
 *
 * @throws TemplateError if the directory cannot be read
 */
export function loadTemplateFolders(directory?: string): readonly TemplateFolder[] {
  const own = directory === undefined ? [] : [loadFolder(directory)];
  return [...own, loadFolder(shippedDirectory())];
}

function loadFolder(directory: string): TemplateFolder {
  const files = new Map(
    listDirectory(directory)
      .filter((file) => ['.yaml', '.yml'].includes(extname(file)))
      .sort()
      .map((file) => [basename(file, extname(file)), join(directory, file)]),
  );
  return {
    directory,
    names: [...files.keys()],
    versions: (name) => {
      const file = files.get(name);
      return file === undefined ? [] : parseTemplateFile(readText(file), { name, file });
    },
  };
}

function listDirectory(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    const problem = 'cannot read this folder; pass a folder with one YAML file per template';
    throw createTemplateFileError({ file: directory, problem, cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw createTemplateFileError({ file, problem: 'cannot read this file', cause });
  }
}
