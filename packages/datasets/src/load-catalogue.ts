import { fileURLToPath } from 'node:url';
import { parseCatalogue, type Catalogue } from './catalogue/parse-catalogue.ts';
import { readYaml } from './catalogue/read-yaml.ts';

// One folder up from both src/ and dist/, so this file must stay at the top of src.
const shippedCatalogue = fileURLToPath(new URL('../catalogue.yaml', import.meta.url));

/**
 * Loads a catalogue of datasets.
 *
 * @param file - a YAML file. @default the catalogue in this package
 * @throws CatalogueError if the file is missing or invalid
 */
export async function loadCatalogue(file: string = shippedCatalogue): Promise<Catalogue> {
  const yaml = await readYaml(file, 'a YAML file with an entry for each dataset');
  return parseCatalogue(yaml, file);
}
