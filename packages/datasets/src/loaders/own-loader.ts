import type { DatasetDescription, OwnFiles } from '../catalogue/dataset-description.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import { splitNames, type Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { parseRecords, recordFormatOf, textOfColumn } from '../files/parse-records.ts';
import type { DataRecords } from '../files/record.ts';
import { checkEnough } from './check-enough.ts';
import type { DatasetLoader } from './dataset-loader.ts';
import { listOptions } from './list-options.ts';
import { mapLabel } from './map-label.ts';
import { splitFile } from './split-file.ts';

/**
 * Loads your own examples: CSV, TSV, JSONL or JSON, one file per split or one file to shuffle and
 * split.
 */
export function createOwnLoader(own: OwnFiles): DatasetLoader {
  const { files } = own;
  if (typeof files === 'string') {
    return {
      files: [{ path: files, splits: splitNames }],
      arrange: ({ files: [data], description, choices }) => {
        if (!data) throw new TypeError('a file is needed');
        const examples = parseExamples(data, own, description);
        return splitFile({ data, examples, own, classes: toClasses(description), choices });
      },
    };
  }
  return {
    files: splitNames.map((split) => ({ path: files[split], splits: [split] })),
    arrange: ({ files: [train, dev, test], description }) => {
      if (!train || !dev || !test) throw new TypeError('three files are needed');
      const read = (data: DataFile): readonly Example[] => parseExamples(data, own, description);
      return { train: read(train), dev: read(dev), test: read(test) };
    },
  };
}

function toClasses({ classes }: DatasetDescription): OutputClasses | undefined {
  return classes && new OutputClasses(classes);
}

function parseExamples(
  data: DataFile,
  { columns, listsOptions }: OwnFiles,
  description: DatasetDescription,
): readonly Example[] {
  const classes = toClasses(description);
  const found = parseFile(data);
  const [inputColumn, targetColumn] = [columns.input, columns.target].map((column) =>
    findColumn(data, found, column),
  );
  checkEnough(data, found.records.length, 1);
  return found.records.map((record) => {
    const input = textOfColumn(data, record, inputColumn ?? columns.input);
    const label = textOfColumn(data, record, targetColumn ?? columns.target);
    const { line } = record;
    const target = mapLabel(label, description, { data, line });
    if (classes && !classes.has(target)) {
      const problem =
        `the target ${JSON.stringify(target)} belongs to none of the classes ` +
        classes.specifications.join(', ');
      throw new DatasetFileError({ ...data, line, problem });
    }
    return { input: classes && listsOptions ? listOptions(input, classes.names) : input, target };
  });
}

function parseFile(data: DataFile): DataRecords {
  const format = recordFormatOf(data.file);
  if (format !== undefined) return parseRecords(data, format);
  const extension = /\.[^./\\]+$/.exec(data.file)?.[0];
  throw new DatasetFileError({
    ...data,
    problem: `ends in ${extension ?? 'no extension'}, so its format is not known`,
    remedy: 'Name a file that ends in .csv, .tsv, .jsonl or .json.',
  });
}

/** The column's name as in the file, compared in one Unicode form. */
function findColumn(data: DataFile, { columns, records }: DataRecords, column: string): string {
  const name = column.normalize('NFC');
  if (columns.includes(name) || (columns.length === 0 && records.length === 0)) return name;
  const problem = `has no column "${column}" (its columns: ${columns.join(', ')})`;
  throw new DatasetFileError({ ...data, line: 1, problem });
}
