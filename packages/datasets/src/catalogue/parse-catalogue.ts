import { plainValueOf, withinDepth } from '@dln/templates';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { describeIssue } from '../files/describe-issue.ts';
import { withoutByteOrderMark } from '../files/parse-json.ts';
import { createCatalogueError } from './create-catalogue-error.ts';
import { keepSourceText } from './keep-source-text.ts';
import { datasetDescriptionSchema, type DatasetDescription } from './dataset-description.ts';

/** Descriptions of datasets by name. */
export interface Catalogue {
  /** The file it was read from; its paths are relative to that file. */
  readonly file: string;
  readonly datasets: ReadonlyMap<string, DatasetDescription>;
}

const catalogueSchema = z.record(z.string(), datasetDescriptionSchema);

/**
 * Parses a catalogue: YAML with one entry per dataset.
 *
 * @param file - used in messages, and as the base of paths in the catalogue
 * @throws DatasetFileError with the line of the invalid part
 */
export function parseCatalogue(yaml: string, file: string): Catalogue {
  return { file, datasets: new Map(Object.entries(parseYaml(yaml, file, catalogueSchema))) };
}

/**
 * Parses the description of one dataset: YAML with the keys of a catalogue entry.
 *
 * @throws DatasetFileError with the line of the invalid part
 */
export function parseDescription(yaml: string, file: string): DatasetDescription {
  return parseYaml(yaml, file, datasetDescriptionSchema);
}

function parseYaml<Value>(yaml: string, file: string, schema: z.ZodType<Value>): Value {
  const lines = new LineCounter();
  const refuse = (reason: string): Error =>
    createCatalogueError({ file, problem: `is not YAML: ${reason}` });
  const document = withinDepth(
    () => parseDocument(withoutByteOrderMark(yaml), { lineCounter: lines, prettyErrors: false }),
    refuse,
  );
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw createCatalogueError({
      file,
      line,
      problem: `is not YAML: ${error.message}`,
      cause: error,
    });
  }
  keepSourceText(document);
  const plain = plainValueOf(document, { mapAsMap: true });
  if ('reason' in plain) throw refuse(plain.reason);
  const result = schema.safeParse(keepLabelOrder(plain.value));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const offset = issue && offsetOf(document, issue);
  throw createCatalogueError({
    file,
    line: offset === undefined ? undefined : lines.linePos(offset).line,
    problem: issue ? describeIssue(issue) : 'does not fit',
    cause: result.error,
  });
}

/** Converts maps to objects, except maps of labels: an object would sort keys like 1 and 0. */
function keepLabelOrder(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(
    [...value].map(([key, inner]: [unknown, unknown]) => {
      if (key === 'output_schema') return [key, toPlain(inner)];
      const isLabels = key === 'labels' || key === 'label_mapping';
      return [String(key), isLabels ? inner : keepLabelOrder(inner)];
    }),
  );
}

function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  const entries = [...value] as readonly (readonly [unknown, unknown])[];
  return Object.fromEntries(entries.map(([key, inner]) => [String(key), toPlain(inner)]));
}

const nodeSchema = z.object({ range: z.tuple([z.number()]).rest(z.number()) });

function offsetOf(document: Document, issue: z.core.$ZodIssue): number | undefined {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
  for (let length = path.length; length >= 0; length--) {
    const node = nodeSchema.safeParse(document.getIn(path.slice(0, length), true));
    if (node.success) return node.data.range[0];
  }
  return undefined;
}
