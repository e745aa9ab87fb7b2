import { basename, extname } from 'node:path';
import {
  datasetDescriptionSchema,
  type DatasetDescription,
} from '../catalogue/dataset-description.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { parseDataFile } from '../files/parse-data-file.ts';
import { chooseColumns } from './choose-columns.ts';
import { inferClasses } from './infer-classes.ts';
import { instructionForClasses } from './instruction-for-classes.ts';
import { suggestDescription } from './suggest-description.ts';

/** An inferred description of a file, and notes for the user. */
export interface MadeDescription {
  readonly description: DatasetDescription;
  /** One line each. */
  readonly notes: readonly string[];
}

/**
 * Infers the description of your own file: its columns if their names are usual, and classes if
 * there are few targets.
 *
 * @throws DatasetFileError with a description to paste if the columns have other names, or with the
 * line that cannot be parsed
 */
export function describeFile(data: DataFile): MadeDescription {
  const { file } = data;
  const { columns: names, records: placed } = parseDataFile(data);
  const found = { columns: names, records: placed.map(({ record }) => record) };
  const name = basename(file);
  const columns = chooseColumns(found.columns);
  if (!columns) {
    const yaml = `${basename(file, extname(file))}.yaml`;
    throw new DatasetFileError({
      file,
      problem:
        'it is not clear which columns are input and target (its columns: ' +
        `${found.columns.join(', ')})`,
      remedy:
        `Rename them to input and target, or save this beside it as ${yaml}, correct it, and ` +
        `give ${yaml} as the dataset:\n\n${suggestDescription(name, found)}`,
    });
  }
  const classes = inferClasses(found.records.map(({ values }) => values.get(columns.target) ?? ''));
  const description = datasetDescriptionSchema.parse({
    file: name,
    columns,
    ...(classes ? { classes, instruction: instructionForClasses(classes) } : {}),
  });
  const isUsual = columns.input === 'input' && columns.target === 'target';
  const taken = isUsual
    ? ''
    : `column ${columns.input} is the input, ${columns.target} the target; `;
  const answers = classes
    ? `the targets are taken as ${classes.length} classes (${classes.join(', ')})`
    : 'the targets are taken as free text';
  const notes = [`${name}: ${taken}${answers}`];
  return { description, notes };
}
