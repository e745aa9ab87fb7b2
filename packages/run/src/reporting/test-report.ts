import {
  classificationReport,
  mcNemarTest,
  validShareOf,
  type AnsweredExample,
  type ClassificationReport,
} from '@dln/vi';

/** A run's test, reported. */
export interface TestReport extends ClassificationReport {
  /** McNemar's p of the best prompts against the initial ones; null if those were not tested. */
  readonly pValue: number | null;
  /** Shares of answers that match the output schema; absent without a schema. */
  readonly valid?: { readonly share: number; readonly baseline: number | null };
  /** Examples that were answered wrong, or not at all. */
  readonly wrongCount: number;
  /** The first examples that were answered wrong. */
  readonly wrong: readonly AnsweredExample[];
}

const WRONG_EXAMPLES = 3;

/**
 * Reports a run's test.
 */
export function reportTest(options: {
  readonly examples: readonly AnsweredExample[];
  /** The initial prompts' answers to the same examples. */
  readonly baseline: readonly AnsweredExample[] | null;
  /** `[class][verbalizer]` of the last layer; null for a task without classes. */
  readonly classes: readonly (readonly string[])[] | null;
  /** Whether the last layer has an output schema. */
  readonly hasSchema: boolean;
}): TestReport {
  const { examples, baseline, classes, hasSchema } = options;
  const isRight = ({ loss }: AnsweredExample): boolean => loss === 0;
  const wrong = examples.filter(({ loss }) => loss > 0);
  return {
    ...classificationReport(examples, { classes }),
    pValue: baseline === null ? null : mcNemarTest(baseline.map(isRight), examples.map(isRight)),
    ...(hasSchema
      ? { valid: { share: validShareOf(examples), baseline: baseline && validShareOf(baseline) } }
      : {}),
    wrongCount: wrong.length,
    wrong: wrong.slice(0, WRONG_EXAMPLES),
  };
}
