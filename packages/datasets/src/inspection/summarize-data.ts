import type { Example, Split } from '../example.ts';
import type { InspectedData } from './describe-data.ts';

/** How long texts are. */
export interface LengthSummary {
  readonly shortest: number;
  readonly median: number;
  /** 95 of 100 texts are no longer. */
  readonly p95: number;
  readonly longest: number;
}

/** What is in a split. */
export interface SplitSummary {
  readonly size: number;
  /** Examples of each class, in the order of the classes; missing for free text. */
  readonly classes?: Readonly<Record<string, number>>;
  /** Different targets of free text. */
  readonly differentTargets: number;
  /** In tokens; missing if the split is empty. */
  readonly inputTokens?: LengthSummary;
  readonly targetTokens?: LengthSummary;
  /** Examples that repeat the input and the target of an earlier one. */
  readonly duplicates: number;
}

/** Inputs of one split that are in another one as well. */
export interface Leak {
  readonly split: Split;
  readonly alsoIn: Split;
  readonly count: number;
  /** The first of these inputs. */
  readonly example: string;
}

/** What a dataset was understood to hold. */
export interface DataSummary {
  readonly splits: Readonly<Record<Split, SplitSummary>>;
  readonly leaks: readonly Leak[];
}

/** Pairs of splits that must not share inputs. */
const PAIRS = [
  ['test', 'train'],
  ['test', 'dev'],
  ['dev', 'train'],
] as const;

/**
 * Counts what is in each split, and the inputs that two splits share. Inputs are compared trimmed
 * and in one Unicode form.
 *
 * @param countTokens - of a text
 */
export function summarizeData(
  dataset: InspectedData,
  countTokens: (text: string) => number,
): DataSummary {
  const summarize = (split: Split): SplitSummary =>
    summarizeSplit(dataset.examples(split), dataset.outputClasses, countTokens);
  return {
    splits: { train: summarize('train'), dev: summarize('dev'), test: summarize('test') },
    leaks: PAIRS.flatMap(([split, alsoIn]) => {
      const known = new Set(dataset.examples(alsoIn).map(({ input }) => toKey(input)));
      const shared = dataset.examples(split).filter(({ input }) => known.has(toKey(input)));
      const [first] = shared;
      return first ? [{ split, alsoIn, count: shared.length, example: first.input }] : [];
    }),
  };
}

function summarizeSplit(
  examples: readonly Example[],
  classes: InspectedData['outputClasses'],
  countTokens: (text: string) => number,
): SplitSummary {
  const keys = examples.map(({ input, target }) => JSON.stringify([toKey(input), toKey(target)]));
  const inputTokens = summarizeLengths(examples.map(({ input }) => countTokens(input)));
  const targetTokens = summarizeLengths(examples.map(({ target }) => countTokens(target)));
  return {
    size: examples.length,
    ...(classes ? { classes: countClasses(examples, classes) } : {}),
    differentTargets: new Set(examples.map(({ target }) => toKey(target))).size,
    ...(inputTokens ? { inputTokens } : {}),
    ...(targetTokens ? { targetTokens } : {}),
    duplicates: keys.length - new Set(keys).size,
  };
}

function countClasses(
  examples: readonly Example[],
  classes: NonNullable<InspectedData['outputClasses']>,
): Readonly<Record<string, number>> {
  const found = examples.map(({ target }) => classes.indexOf(target));
  return Object.fromEntries(
    classes.names.map((name, index) => [name, found.filter((own) => own === index).length]),
  );
}

function summarizeLengths(lengths: readonly number[]): LengthSummary | undefined {
  const sorted = lengths.toSorted((left, right) => left - right);
  const at = (share: number): number | undefined =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const [shortest, median, p95, longest] = [sorted[0], at(0.5), at(0.95), sorted.at(-1)];
  return shortest === undefined ||
    median === undefined ||
    p95 === undefined ||
    longest === undefined
    ? undefined
    : { shortest, median, p95, longest };
}

function toKey(text: string): string {
  return text.trim().normalize('NFC');
}
