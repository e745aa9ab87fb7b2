import { readClass } from '@dln/losses';
import { calibrate, type Calibration } from './calibrate.ts';
import { wilsonInterval, type ShareInterval } from './wilson-interval.ts';

/** An answered example, as far as a report looks at it. */
export interface ReportedExample {
  readonly target: string;
  /** As the network wrote it. */
  readonly output: string;
  /** 0 for a right answer, 1 for a wrong one. */
  readonly loss: number;
  /** Why the example has no answer. */
  readonly failure?: unknown;
  /** `[class]`: present if the network scores its classes. */
  readonly classProbabilities?: readonly number[] | undefined;
}

/** How one class was answered. A share of nothing is null. */
export interface ClassFigures {
  /** The first of its texts. */
  readonly name: string;
  /** Examples of this class. */
  readonly support: number;
  /** Answers that named this class. */
  readonly predicted: number;
  /** Share of its examples that were answered with it: the accuracy within the class. */
  readonly recall: number | null;
  /** Share of the answers naming it that were right. */
  readonly precision: number | null;
  /** Harmonic mean of precision and recall. */
  readonly f1: number | null;
}

/** What a network's answers to labelled examples come to. */
export interface ClassificationReport {
  readonly examples: number;
  /** 1 − mean loss; null for no examples. */
  readonly accuracy: number | null;
  /** Wilson's 95 % interval of the accuracy; null if a loss is between 0 and 1. */
  readonly interval: ShareInterval | null;
  /** Examples without an answer. */
  readonly unanswered: number;
  /** Answers from which no class can be read; null without classes. */
  readonly unreadable: number | null;
  /** Null for a task without classes. */
  readonly classes: readonly ClassFigures[] | null;
  /**
   * `[class of the target][class of the answer]`; the last column counts unreadable and missing
   * answers. Null without classes.
   */
  readonly confusion: readonly (readonly number[])[] | null;
  /** Mean F1 of the classes that have one; null if none has. */
  readonly macroF1: number | null;
  /** Null if the network does not score its classes. */
  readonly calibration: Calibration | null;
}

/**
 * Accuracy with its interval and, for a task with classes, a confusion matrix, precision, recall
 * and F1 of each class, and the calibration of class probabilities. Examples whose target is no
 * class count for the accuracy alone.
 */
export function classificationReport(
  examples: readonly ReportedExample[],
  {
    classes,
  }: {
    /** `[class][verbalizer]`; null for a task without classes. */
    readonly classes: readonly (readonly string[])[] | null;
  },
): ClassificationReport {
  const total = examples.length;
  const right = examples.reduce((sum, { loss }) => sum + 1 - loss, 0);
  const isBinary = examples.every(({ loss }) => loss === 0 || loss === 1);
  const base = {
    examples: total,
    accuracy: total === 0 ? null : right / total,
    interval: total === 0 || !isBinary ? null : wilsonInterval(right, total),
    unanswered: examples.filter(({ failure }) => failure !== undefined).length,
  };
  if (classes === null || classes.length === 0)
    return {
      ...base,
      unreadable: null,
      classes: null,
      confusion: null,
      macroF1: null,
      calibration: null,
    };
  const read = examples.map((example) => ({
    target: classOfTarget(example.target, classes),
    answer: example.failure === undefined ? readClass(example.output, classes) : undefined,
    probabilities: example.classProbabilities,
  }));
  const none = classes.length;
  const confusion = classes.map((_, target) =>
    Array.from({ length: none + 1 }, (_column, answer) =>
      count(read, (one) => one.target === target && (one.answer ?? none) === answer),
    ),
  );
  const figures = classes.map((texts, at): ClassFigures => {
    const row = confusion[at] ?? [];
    const support = row.reduce((sum, value) => sum + value, 0);
    const predicted = confusion.reduce((sum, others) => sum + (others[at] ?? 0), 0);
    const hits = row[at] ?? 0;
    return {
      name: texts[0] ?? '',
      support,
      predicted,
      recall: share(hits, support),
      precision: share(hits, predicted),
      f1: share(2 * hits, support + predicted),
    };
  });
  const scores = figures.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
  return {
    ...base,
    unreadable: count(
      examples,
      ({ failure, output }) => failure === undefined && readClass(output, classes) === undefined,
    ),
    classes: figures,
    confusion,
    macroF1: share(
      scores.reduce((sum, f1) => sum + f1, 0),
      scores.length,
    ),
    calibration: calibrate(
      read.flatMap(({ target, probabilities }) =>
        target === undefined || probabilities === undefined ? [] : [{ target, probabilities }],
      ),
    ),
  };
}

/** A label names its class by one of its texts; other spellings are read as answers are. */
function classOfTarget(
  target: string,
  classes: readonly (readonly string[])[],
): number | undefined {
  const at = classes.findIndex((texts) => texts.includes(target));
  return at === -1 ? readClass(target, classes) : at;
}

function count<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  return items.filter(matches).length;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
