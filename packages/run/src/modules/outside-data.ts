import {
  createDataset,
  type CreateDatasetOptions,
  type Dataset,
  type DatasetChoices,
  type SplitSizes,
} from '@dln/datasets';
import { z } from 'zod';
import { isUserFacing } from '../text/is-user-facing.ts';
import { describeValue, invalidExport } from './find-export.ts';
import { ModuleError } from './module-error.ts';
import { messageOf } from './module-item-error.ts';

/** What a loader of a module is called with: the settings of these names. */
export interface DataLoaderOptions {
  readonly dataDir: string;
  readonly seed: number;
}

/** How a run draws from its data. */
export interface Drawing {
  readonly seed: number;
  readonly fewShots: number;
  readonly maxSizes: SplitSizes;
  readonly choices: DatasetChoices;
}

type Described = Pick<
  CreateDatasetOptions,
  'examples' | 'instruction' | 'classes' | 'split' | 'input' | 'inputs' | 'target'
>;

const EXPECTED =
  'data, or a function ({ dataDir, seed }) => data: an array of { input, target }, { train, dev, test }, or { examples, instruction, classes, split }';

const share = z.number();
const describedSchema = z.strictObject({
  // `createDataset` checks each example.
  examples: z.custom<Described['examples']>((value) => typeof value === 'object' && value !== null),
  instruction: z.string().optional(),
  classes: z.union([z.array(z.string()), z.literal('none')]).optional(),
  split: z.strictObject({ train: share, dev: share, test: share }).optional(),
  input: z.string().optional(),
  inputs: z.array(z.string()).optional(),
  target: z.string().optional(),
});

/**
 * Loads the data of an export.
 *
 * @throws ModuleError if it throws, or if what it gives is not data
 */
export async function outsideData(
  value: unknown,
  options: DataLoaderOptions & {
    readonly name: string;
    /** The module and export, for messages. */
    readonly label: string;
    readonly drawing: Drawing;
  },
): Promise<Dataset> {
  const { name, label, drawing, dataDir, seed } = options;
  const data =
    typeof value === 'function' ? await load(value as Loader, label, { dataDir, seed }) : value;
  if (typeof data !== 'object' || data === null) throw invalidExport(label, data, EXPECTED);
  try {
    return createDataset({ ...drawing, ...read(data), name });
  } catch (cause) {
    if (!(cause instanceof z.ZodError) && !isUserFacing(cause)) throw cause;
    throw new ModuleError('export-invalid', {
      module: label,
      problem: `gives ${describeValue(data)} that cannot be used. ${describeIssue(cause)} Export ${EXPECTED}.`,
      cause,
    });
  }
}

type Loader = (options: DataLoaderOptions) => unknown;

async function load(call: Loader, label: string, options: DataLoaderOptions): Promise<unknown> {
  try {
    return await call(options);
  } catch (cause) {
    const problem = `threw: ${messageOf(cause)}`;
    throw new ModuleError('export-invalid', { module: label, problem, cause });
  }
}

function read(data: object): Described {
  if (Array.isArray(data)) return { examples: data as Described['examples'] };
  if ('train' in data) return { examples: data as Described['examples'] };
  return describedSchema.parse(data);
}

function describeIssue(error: Error): string {
  if (!(error instanceof z.ZodError)) return error.message;
  const [issue] = error.issues;
  return issue === undefined ? error.message : `${issue.path.join('.')}: ${issue.message}.`;
}
