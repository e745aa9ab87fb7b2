import type { Row } from '@dln/templates/template';
import type { SplitSizes } from '../batches/dataset-options.ts';
import { Dataset } from '../batches/dataset.ts';
import { HALF_QUARTERS, SPLIT_SEED } from '../catalogue/dataset-description.ts';
import type { DatasetChoices } from '../choices/dataset-choices.ts';
import { standardChoices } from '../choices/standard-choices.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import { splitNames, type Example, type Split, type Splits } from '../example.ts';
import { checkEnough } from '../loaders/check-enough.ts';
import { splitFile } from '../loaders/split-file.ts';
import { inferClasses } from '../own-file/infer-classes.ts';
import { instructionForClasses } from '../own-file/instruction-for-classes.ts';
import { checkExamples } from './check-examples.ts';
import { createRowReader, type RowOptions } from './read-row.ts';

/** Examples, or rows of several columns. */
export type ExampleRows = readonly Example[] | readonly Row[];

/** Examples or rows of each split. */
export type SplitRows = Splits | Readonly<Record<Split, ExampleRows>>;

/** Options of `createDataset`. */
export interface CreateDatasetOptions extends RowOptions {
  /**
   * Examples that are shuffled and split, or the three splits. Rows of several columns need
   * templates as `input` and `target`.
   */
  readonly examples: ExampleRows | SplitRows;
  /** Draws batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** Names the dataset in results and messages. @default 'examples' */
  readonly name?: string | undefined;
  /** What a model is told to do. @default the list of the classes; empty for free text */
  readonly instruction?: string | undefined;
  /**
   * A class each, its verbalizers separated by `|`; `'none'`: the targets are free text. @default
   * as for files: 2 to 20 different targets, each at least twice, are classes
   */
  readonly classes?: readonly string[] | 'none' | undefined;
  /** Shares of the examples, or numbers of them. @default a half, a quarter and a quarter */
  readonly split?: Readonly<Record<Split, number>> | undefined;
  /** How many training examples are shown before each input. @default 0 */
  readonly fewShots?: number | undefined;
  /** Splits are cut down to these sizes. @default no limit */
  readonly maxSizes?: SplitSizes | undefined;
  /** How splits are cut and few-shot examples drawn. @default standardChoices */
  readonly choices?: DatasetChoices | undefined;
}

/**
 * A dataset of examples that a program has, split and with its classes found as those of a file
 * are: the same examples in a CSV file give the same splits.
 *
 * @example
 * const dataset = createDataset({ examples: [{ input: 'The soup was cold.', target: 'negative' }, …], seed: 42 });
 *
 * @throws DatasetFileError for a value that is not an example, too few examples, or a target that
 * belongs to no class
 * @throws DatasetArgumentError for classes that cannot be told apart
 */
export function createDataset(options: CreateDatasetOptions): Dataset {
  const {
    seed,
    name = 'examples',
    fewShots = 0,
    maxSizes = {},
    choices = standardChoices,
  } = options;
  const given = options.examples;
  const data = { file: name, text: '', remedy: 'Correct the examples.' };
  const { inputForm, readRow } = createRowReader(options, name);
  const splits = isList(given)
    ? undefined
    : perSplit((split) => checkExamples(data, given[split], { split: `${split} `, readRow }));
  const all = splits
    ? splitNames.flatMap((split) => splits[split])
    : checkExamples(data, given, { split: '', readRow });
  const { outputSchema } = options;
  const inferred = outputSchema ? 'none' : inferClasses(all.map(({ target }) => target));
  const { classes = inferred } = options;
  const outputClasses =
    classes === undefined || classes === 'none' ? undefined : new OutputClasses(classes);
  if (outputClasses) for (const { target } of all) outputClasses.indexOf(target, name);
  const own = {
    files: name,
    shares: options.split ?? HALF_QUARTERS,
    isStratified: true,
    encoding: undefined,
    seed: SPLIT_SEED,
    columns: { input: 'input', target: 'target' },
    listsOptions: false,
  };
  if (splits)
    for (const split of splitNames)
      checkEnough({ ...data, file: `${name}, ${split}` }, splits[split].length, 1);
  return new Dataset({
    name,
    splits: splits ?? splitFile({ data, examples: all, own, classes: outputClasses, choices }),
    seed,
    instruction:
      options.instruction ??
      (outputClasses ? instructionForClasses(outputClasses.specifications) : ''),
    outputClasses,
    fewShots,
    maxSizes,
    choices,
    inputForm,
    outputSchema,
    notes:
      options.classes === undefined && !outputSchema ? [describeTargets(name, outputClasses)] : [],
  });
}

function perSplit(read: (split: Split) => readonly Example[]): Splits {
  return { train: read('train'), dev: read('dev'), test: read('test') };
}

function isList(examples: CreateDatasetOptions['examples']): examples is ExampleRows {
  return Array.isArray(examples);
}

function describeTargets(name: string, classes: OutputClasses | undefined): string {
  const answers = classes
    ? `${classes.size} classes (${classes.specifications.join(', ')})`
    : 'free text';
  return `${name}: the targets are taken as ${answers}`;
}
