import {
  classificationReport,
  mcNemarTest,
  type AnsweredExample,
  type ClassificationReport,
} from '@dln/vi';

/** A run's test, reported. */
export interface TestReport extends ClassificationReport {
  /** McNemar's p of the best prompts against the initial ones; null if those were not tested. */
  readonly pValue: number | null;
  /** Examples that were answered wrong, or not at all. */
  readonly wrongCount: number;
  /** The first examples that were answered wrong. */
  readonly wrong: readonly AnsweredExample[];
}

const WRONG_EXAMPLES = 3;

/**
 * Reports a run's test.
 *
 * @param options.classes `[class][verbalizer]` of the last layer; null for a task without classes
 * @param options.baseline the initial prompts' answers to the same examples
 */
export function reportTest(options: {
  readonly examples: readonly AnsweredExample[];
  readonly baseline: readonly AnsweredExample[] | null;
  readonly classes: readonly (readonly string[])[] | null;
}): TestReport {
  const { examples, baseline, classes } = options;
  const isRight = ({ loss }: AnsweredExample): boolean => loss === 0;
  const wrong = examples.filter(({ loss }) => loss > 0);
  return {
    ...classificationReport(examples, { classes }),
    pValue: baseline === null ? null : mcNemarTest(baseline.map(isRight), examples.map(isRight)),
    wrongCount: wrong.length,
    wrong: wrong.slice(0, WRONG_EXAMPLES),
  };
}
