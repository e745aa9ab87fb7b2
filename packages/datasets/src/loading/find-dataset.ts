import { basename, dirname, extname } from 'node:path';
import { createCatalogueError } from '../catalogue/create-catalogue-error.ts';
import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import { parseDescription, type Catalogue } from '../catalogue/parse-catalogue.ts';
import { readYaml } from '../catalogue/read-yaml.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { loaders } from '../loaders/loaders.ts';
import { createOwnLoader } from '../loaders/own-loader.ts';
import { recordFormatOf } from '../files/parse-records.ts';
import { describeFile } from '../own-file/describe-file.ts';
import { createUnknownDatasetError } from '../create-unknown-dataset-error.ts';
import { findOwnFiles } from './find-own-files.ts';
import type { FoundDataset } from './found-dataset.ts';
import { nearestNames } from './nearest-names.ts';
import { readOwnText } from './read-own-text.ts';

/** A benchmark without a catalogue entry: no instruction, and any text is an answer. */
const noDescription: DatasetDescription = {
  instruction: '',
  classes: undefined,
  labels: new Map(),
  own: undefined,
};

/**
 * Resolves a name: a file that describes your own data, a catalogue entry, a benchmark, or a file
 * of records.
 */
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
  const format = recordFormatOf(name);
  if (!loader && format) return describedByItself(name);
  if (!loader) {
    const own = [...catalogue.datasets].filter(([, entry]) => entry.own).map(([key]) => key);
    const known = [...loaders.keys(), ...own];
    const files = await findOwnFiles(name);
    throw createUnknownDatasetError(name, known, [...files, ...nearestNames(name, known)]);
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
  const similar = (await findOwnFiles(file)).filter((each) => each !== file);
  const meant = similar.length === 0 ? '' : ` (did you mean ${similar.join(' or ')}?)`;
  const yaml = await readYaml(file, `a YAML file that describes a dataset${meant}`);
  const description = parseDescription(yaml, file);
  if (!description.own) {
    const problem =
      'has no data; add "file: examples.csv", or "files:" with one each for train, dev and test';
    throw createCatalogueError({ file, problem });
  }
  return {
    name: basename(file, extname(file)),
    description,
    loader: createOwnLoader(description.own),
    directory: dirname(file),
    describedIn: file,
  };
}

/** A file of records that is given without a description. */
async function describedByItself(file: string): Promise<FoundDataset> {
  const data = await readOwnText(file, 'Correct it.');
  const { description, notes } = describeFile(data);
  const { own } = description;
  if (!own) throw new TypeError('the description names no file');
  return {
    name: basename(file, extname(file)),
    description,
    loader: createOwnLoader(own),
    directory: dirname(file),
    describedIn: file,
    notes,
  };
}
