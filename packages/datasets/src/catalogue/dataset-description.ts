import { z } from 'zod';
import type { Split } from '../example.ts';
import { describeSharesProblem } from './split-shares.ts';

/** A text for each split, or a number. */
type PerSplit<Value> = Readonly<Record<Split, Value>>;

/** Where a user's own examples lie. Paths are relative to the file that names them. */
export interface OwnFiles {
  /** A file for each split, or one file that is split. */
  readonly files: PerSplit<string> | string;
  /** Shares of one file for each split, which add up to at most 1, or whole numbers of examples. */
  readonly shares: PerSplit<number>;
  /** Whether each class, or each target if there are few, is split in the same proportions. The reference's choices never do. */
  readonly isStratified: boolean;
  /** The encoding of the files. @default UTF-8, or UTF-16 if a byte order mark or NUL bytes show it */
  readonly encoding: string | undefined;
  /** Shuffles one file before it is split. */
  readonly seed: number;
  readonly columns: { readonly input: string; readonly target: string };
  /** Whether the classes are listed under each input, as in the benchmarks. */
  readonly listsOptions: boolean;
}

/** What a catalogue says of a dataset. */
export interface DatasetDescription {
  /** What a model is told to do. */
  readonly instruction: string;
  /** The classes, in the form that `OutputClasses` takes; `undefined` where any text is an answer. */
  readonly classes: readonly string[] | undefined;
  /** The label in the file → the target, in the catalogue's order; empty where labels are used as they are. */
  readonly labels: ReadonlyMap<string, string>;
  /** Set for a user's own data. */
  readonly own: OwnFiles | undefined;
}

const text = z.string({ error: 'expected a text; put it in quotes' });

/** An object that refuses other keys, and names those that it has. */
function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `the key "${issue.keys.join('", "')}" is not known; known are ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

function perSplit<Schema extends z.ZodType>(
  value: Schema,
): z.ZodObject<{ train: Schema; dev: Schema; test: Schema }, z.core.$strict> {
  return strict({ train: value, dev: value, test: value });
}

const classList = z.array(text).min(2);
const labelMap = z.map(text, text);

/** As it is written in YAML; maps of labels arrive as `Map`s, which keep the order of keys that look like numbers. */
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
  list_options: z.boolean().optional(),
  // The Python reference's names for classes and labels, and two keys that it does not use either.
  protos: classList.optional(),
  label_mapping: labelMap.optional(),
  prefix: z.string().optional(),
  output_type: z.string().optional(),
});

const HALF_QUARTERS: PerSplit<number> = { train: 0.5, dev: 0.25, test: 0.25 };

/** Pairs of keys that say the same or contradict each other. */
const exclusive = [
  ['classes', 'protos'],
  ['labels', 'label_mapping'],
  ['files', 'file'],
  ['files', 'split'],
  ['files', 'split_seed'],
  ['files', 'stratify'],
] as const;

/** The schema of an entry of a catalogue, and of a file that describes one dataset. */
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
  })
  .transform((entry) => {
    const labels = entry.labels ?? entry.label_mapping ?? new Map<string, string>();
    const files = entry.files ?? entry.file;
    return {
      instruction: entry.instruction ?? '',
      classes: entry.classes ?? entry.protos ?? toClasses(labels),
      labels,
      own:
        files === undefined
          ? undefined
          : {
              files,
              shares: entry.split ?? HALF_QUARTERS,
              isStratified: entry.stratify ?? true,
              encoding: entry.encoding,
              seed: entry.split_seed ?? 42,
              columns: {
                input: entry.columns?.input ?? 'input',
                target: entry.columns?.target ?? 'target',
              },
              listsOptions: entry.list_options ?? false,
            },
    };
  });

function toClasses(labels: ReadonlyMap<string, string>): readonly string[] | undefined {
  const targets = [...new Set(labels.values())];
  return targets.length === 0 ? undefined : targets;
}
