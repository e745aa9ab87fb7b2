import { fileURLToPath } from 'node:url';
import { parseCatalogue, type Catalogue } from './catalogue/parse-catalogue.ts';
import { readYaml } from './catalogue/read-yaml.ts';

// One folder up from src/ as well as from dist/: this file must stay at the top of src.
const shippedCatalogue = fileURLToPath(new URL('../catalogue.yaml', import.meta.url));

/**
 * Reads a catalogue of datasets.
 *
 * @param file - a YAML file. @default the catalogue that ships with the package
 * @throws CatalogueError where the file is missing or has something in it that cannot be read
 */
export async function loadCatalogue(file: string = shippedCatalogue): Promise<Catalogue> {
  const yaml = await readYaml(file, 'a YAML file with an entry for each dataset');
  return parseCatalogue(yaml, file);
}
