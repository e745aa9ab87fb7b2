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

/** Options of `createDataset`. */
export interface CreateDatasetOptions {
  /** Examples that are shuffled and split, or the three splits. */
  readonly examples: readonly Example[] | Splits;
  /** Draws batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** Names the dataset in results and messages. @default 'examples' */
  readonly name?: string | undefined;
  /** What a model is told to do. @default the list of the classes; empty for free text */
  readonly instruction?: string | undefined;
  /**
   * A class each, its verbalizers separated by `|`; `'none'`: the targets are free text. @default as for files: 2 to 20 different targets, each
   * at least twice, are classes
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
 * A dataset of examples that a program has, split and with its classes found as those of a file are: the same examples in a CSV file give the
 * same splits.
 *
 * @example
 * const dataset = createDataset({ examples: [{ input: 'The soup was cold.', target: 'negative' }, …], seed: 42 });
 *
 * @throws DatasetFileError for a value that is not an example, too few examples, or a target that belongs to no class
 * @throws ClassListError for classes that cannot be told apart
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
  const splits = isList(given) ? undefined : given;
  const all = isList(given)
    ? checkExamples(data, given, '')
    : splitNames.flatMap((split) => checkExamples(data, given[split], `${split} `));
  const { classes = inferClasses(all.map(({ target }) => target)) } = options;
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
    notes: options.classes === undefined ? [describeTargets(name, outputClasses)] : [],
  });
}

function isList(examples: CreateDatasetOptions['examples']): examples is readonly Example[] {
  return Array.isArray(examples);
}

function describeTargets(name: string, classes: OutputClasses | undefined): string {
  const answers = classes
    ? `${classes.size} classes (${classes.specifications.join(', ')})`
    : 'free text';
  return `${name}: the targets are taken as ${answers}`;
}
