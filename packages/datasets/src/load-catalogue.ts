import { fileURLToPath } from 'node:url';
import { createCatalogueError } from './catalogue/create-catalogue-error.ts';
import { parseCatalogue, type Catalogue } from './catalogue/parse-catalogue.ts';
import { readYaml } from './catalogue/read-yaml.ts';

// One folder up from both src/ and dist/, so this file must stay at the top of src.
function shippedCatalogue(): string {
  const here = import.meta.url as string | undefined;
  if (here !== undefined) return fileURLToPath(new URL('../catalogue.yaml', here));
  const problem = 'has no path in a CommonJS bundle; pass the path of a copy as `catalogue`';
  throw createCatalogueError({ file: 'catalogue.yaml', problem });
}

/**
 * Loads a catalogue of datasets.
 *
 * @param file - a YAML file. @default the catalogue in this package
 * @throws DatasetFileError if the file is missing or invalid
 */
export async function loadCatalogue(file: string = shippedCatalogue()): Promise<Catalogue> {
  const yaml = await readYaml(file, 'a YAML file with an entry for each dataset');
  return parseCatalogue(yaml, file);
}
