import type { InputForm } from '@dln/templates/template';
import { z } from 'zod';
import type { Split } from '../example.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';
import { describeSharesProblem } from './split-shares.ts';
import { readTemplate } from './read-template.ts';

/** One text per split, or one number. */
type PerSplit<Value> = Readonly<Record<Split, Value>>;

/** Files with your own examples. Paths are relative to the file that contains them. */
export interface OwnFiles {
  /** One file per split, or one file to split. */
  readonly files: PerSplit<string> | string;
  /** Shares of one file per split that add up to at most 1, or whole numbers of examples. */
  readonly shares: PerSplit<number>;
  /**
   * Whether each class (or each target, if there are few) is split in the same proportions.
   * `referenceChoices` ignores it.
   */
  readonly isStratified: boolean;
  /**
   * The encoding of the files. @default UTF-8, or UTF-16 if a byte order mark or NUL bytes show it
   */
  readonly encoding: string | undefined;
  /** Seeds the shuffle of one file before it is split. */
  readonly seed: number;
  /** The columns of input and target. A form and a template take precedence. */
  readonly columns: { readonly input: string; readonly target: string };
  /** How the input is made from several columns. @default the column `columns.input` */
  readonly inputForm?: InputForm | undefined;
  /** A Jinja text over the columns that gives the target. @default the column `columns.target` */
  readonly targetTemplate?: string | undefined;
  /** The columns whose values make a JSON object, the target. @default one text is the target */
  readonly targetColumns?: readonly string[] | undefined;
  /** Whether to list the classes under each input, as in the benchmarks. */
  readonly listsOptions: boolean;
}

/** The description of a dataset in a catalogue. */
export interface DatasetDescription {
  /** The task instruction for a model. */
  readonly instruction: string;
  /** The classes in the form that `OutputClasses` takes; `undefined` if any text is an answer. */
  readonly classes: readonly string[] | undefined;
  /**
   * Maps labels in the file to targets, in the catalogue's order; empty if labels are used
   * unchanged.
   */
  readonly labels: ReadonlyMap<string, string>;
  /** The JSON Schema of the answers, or the path of a file with it. @default any text */
  readonly outputSchema?: string | OutputSchemaJson | undefined;
  /** Set for your own data. */
  readonly own: OwnFiles | undefined;
}

const text = z.string({ error: 'expected a text; put it in quotes' });

/** An object schema that rejects unknown keys and lists the known ones. */
function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `the key "${issue.keys.join('", "')}" is not known; known are ` +
          Object.keys(shape).join(', ')
        : undefined,
  });
}

function perSplit<Schema extends z.ZodType>(
  value: Schema,
): z.ZodObject<{ train: Schema; dev: Schema; test: Schema }, z.core.$strict> {
  return strict({ train: value, dev: value, test: value });
}

function checkTemplate(value: string, context: z.RefinementCtx): void {
  const { problem } = readTemplate(value);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
}

/** Templates read fields as `input.title`, so their names are identifiers. */
function checkColumnNames(names: readonly string[], context: z.RefinementCtx): void {
  for (const [place, name] of names.entries()) {
    const isRepeated = names.indexOf(name) !== place;
    if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !isRepeated) continue;
    const message = isRepeated
      ? `lists ${JSON.stringify(name)} twice`
      : `${JSON.stringify(name)} cannot be read as input.<name>; rename the column, or use ` +
        '"input" with a template: {{ row["…"] }}';
    context.addIssue({ code: 'custom', message, path: [place] });
  }
}

const classList = z.array(text).min(2);
const labelMap = z.map(text, text);

/**
 * The YAML form. Maps of labels are `Map`s, which keep the order of keys that look like numbers.
 */
const entrySchema = strict({
  instruction: z.string().optional(),
  classes: classList.optional(),
  labels: labelMap.optional(),
  files: perSplit(z.string()).optional(),
  file: z.string().optional(),
  split: perSplit(z.number())
    .superRefine((shares, context) => {
      const message = describeSharesProblem(shares);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  stratify: z.boolean().optional(),
  encoding: z.string().optional(),
  split_seed: z.int().min(0).max(0xffffffff).optional(),
  columns: strict({ input: text.optional(), target: text.optional() }).optional(),
  input: text.superRefine(checkTemplate).optional(),
  inputs: z.array(text).min(1).superRefine(checkColumnNames).optional(),
  target: text.superRefine(checkTemplate).optional(),
  targets: z.array(text).min(1).optional(),
  output_schema: z
    .union([text, z.record(z.string(), z.unknown())], {
      error: 'expected a JSON Schema, or the path of a JSON file with one',
    })
    .optional(),
  list_options: z.boolean().optional(),
  // The Python reference's names for classes and labels, and two keys that neither program uses.
  protos: classList.optional(),
  label_mapping: labelMap.optional(),
  prefix: z.string().optional(),
  output_type: z.string().optional(),
});

/** Half of one file is train, a quarter each dev and test. */
export const HALF_QUARTERS: PerSplit<number> = { train: 0.5, dev: 0.25, test: 0.25 };

/** Shuffles one file before it is split, if the description names no other seed. */
export const SPLIT_SEED = 42;

/** Pairs of keys that exclude each other. */
const exclusive = [
  ['classes', 'protos'],
  ['labels', 'label_mapping'],
  ['files', 'file'],
  ['files', 'split'],
  ['files', 'split_seed'],
  ['files', 'stratify'],
  ['input', 'inputs'],
  ['inputs', 'list_options'],
  ['target', 'targets'],
  ['classes', 'output_schema'],
  ['protos', 'output_schema'],
  ['labels', 'output_schema'],
  ['labels', 'targets'],
  ['list_options', 'output_schema'],
] as const;

/** The schema of a catalogue entry, and of a file that describes one dataset. */
export const datasetDescriptionSchema: z.ZodType<DatasetDescription> = entrySchema
  .superRefine((entry, context) => {
    for (const [one, other] of exclusive) {
      if (entry[one] === undefined || entry[other] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [other],
        message: `say either "${one}" or "${other}", not both`,
      });
    }
    for (const [one, column] of [
      ['input', 'input'],
      ['inputs', 'input'],
      ['target', 'target'],
      ['targets', 'target'],
    ] as const)
      if (entry[one] !== undefined && entry.columns?.[column] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [one],
          message: `say either "${one}" or "columns.${column}", not both`,
        });
  })
  .transform((entry) => {
    const labels = entry.labels ?? entry.label_mapping ?? new Map<string, string>();
    const files = entry.files ?? entry.file;
    return {
      instruction: entry.instruction ?? '',
      classes: entry.classes ?? entry.protos ?? toClasses(labels),
      labels,
      outputSchema: entry.output_schema,
      own:
        files === undefined
          ? undefined
          : {
              files,
              shares: entry.split ?? HALF_QUARTERS,
              isStratified: entry.stratify ?? true,
              encoding: entry.encoding,
              seed: entry.split_seed ?? SPLIT_SEED,
              columns: {
                input: entry.columns?.input ?? 'input',
                target: entry.columns?.target ?? 'target',
              },
              inputForm: toInputForm(entry),
              targetTemplate: entry.target,
              targetColumns: entry.targets,
              listsOptions: entry.list_options ?? false,
            },
    };
  });

function toClasses(labels: ReadonlyMap<string, string>): readonly string[] | undefined {
  const targets = [...new Set(labels.values())];
  return targets.length === 0 ? undefined : targets;
}

function toInputForm({
  input,
  inputs,
}: {
  readonly input?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
}): InputForm | undefined {
  if (inputs !== undefined) return { columns: inputs, template: null };
  if (input === undefined) return undefined;
  return { columns: readTemplate(input).columns, template: input };
}
