import { basename, dirname, extname } from 'node:path';
import { CatalogueError } from '../catalogue/catalogue-error.ts';
import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import { parseDescription, type Catalogue } from '../catalogue/parse-catalogue.ts';
import { readYaml } from '../catalogue/read-yaml.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { loaders } from '../loaders/loaders.ts';
import { createOwnLoader } from '../loaders/own-loader.ts';
import { UnknownDatasetError } from '../unknown-dataset-error.ts';
import type { FoundDataset } from './found-dataset.ts';

/** A benchmark of which the catalogue says nothing: no instruction, and any text is an answer. */
const noDescription: DatasetDescription = {
  instruction: '',
  classes: undefined,
  labels: new Map(),
  own: undefined,
};

/** What a name stands for: a file that describes one's own data, an entry of the catalogue, or a benchmark. */
export async function findDataset({
  name,
  dataDir,
  catalogue: given,
}: {
  readonly name: string;
  readonly dataDir: string;
  readonly catalogue?: Catalogue | undefined;
}): Promise<FoundDataset> {
  if (/\.ya?ml$/i.test(name)) return describedBy(name);
  const catalogue = given ?? (await loadCatalogue());
  const description = catalogue.datasets.get(name);
  if (description?.own) {
    return {
      name,
      description,
      loader: createOwnLoader(description.own),
      directory: dirname(catalogue.file),
      describedIn: catalogue.file,
    };
  }
  const loader = loaders.get(name);
  if (!loader) {
    const own = [...catalogue.datasets].filter(([, entry]) => entry.own).map(([key]) => key);
    throw new UnknownDatasetError(name, [...loaders.keys(), ...own]);
  }
  return {
    name,
    description: description ?? noDescription,
    loader,
    directory: dataDir,
    describedIn: undefined,
  };
}

async function describedBy(file: string): Promise<FoundDataset> {
  const yaml = await readYaml(file, 'a YAML file that describes a dataset');
  const description = parseDescription(yaml, file);
  if (!description.own) {
    const problem =
      'names no data; say "file: examples.csv", or "files:" with one for each of train, dev and test';
    throw new CatalogueError({ file, problem });
  }
  return {
    name: basename(file, extname(file)),
    description,
    loader: createOwnLoader(description.own),
    directory: dirname(file),
    describedIn: file,
  };
}
