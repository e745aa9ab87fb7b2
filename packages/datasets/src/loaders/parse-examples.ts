import type { DatasetDescription, OwnFiles } from '../catalogue/dataset-description.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { parseDataFile, type PlacedRecord } from '../files/parse-data-file.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';
import { checkEnough } from './check-enough.ts';
import { createInputOf, createTargetOf, fieldsOf } from './read-record.ts';
import { listOptions } from './list-options.ts';
import { mapLabel } from './map-label.ts';

/** The classes of a description. */
export function classesOf({ classes }: DatasetDescription): OutputClasses | undefined {
  return classes && new OutputClasses(classes);
}

/**
 * The examples of a file of your own.
 *
 * @throws DatasetFileError with the line of a record that gives no example
 */
export function parseExamples(
  data: DataFile,
  own: OwnFiles,
  description: DatasetDescription,
): readonly Example[] {
  const classes = classesOf(description);
  const found = parseDataFile(data);
  const inputOf = createInputOf(data, found, own);
  const targetOf = createTargetOf(data, found, own, schemaOf(description));
  const hasFields =
    found.columns.length > 2 || own.inputForm !== undefined || own.targetColumns !== undefined;
  checkEnough(data, found.records.length, 1);
  return found.records.map((placed) => {
    const { record } = placed;
    const input = inputOf(placed);
    const target = checkTarget(targetOf(placed), { ...placed, description, classes });
    return {
      input: classes && own.listsOptions ? listOptions(input, classes.names) : input,
      target,
      ...(hasFields ? { fields: fieldsOf(record) } : {}),
    };
  });
}

/** The output schema, which `loadDataset` has read. */
function schemaOf({ outputSchema }: DatasetDescription): OutputSchemaJson | undefined {
  return typeof outputSchema === 'string' ? undefined : outputSchema;
}

function checkTarget(
  label: string,
  {
    data,
    record: { line },
    description,
    classes,
  }: PlacedRecord & {
    readonly description: DatasetDescription;
    readonly classes: OutputClasses | undefined;
  },
): string {
  const target = mapLabel(label, description, { data, line });
  if (!classes || classes.has(target)) return target;
  const problem =
    `the target ${JSON.stringify(target)} belongs to none of the classes ` +
    classes.specifications.join(', ');
  throw new DatasetFileError({ ...data, line, problem });
}
