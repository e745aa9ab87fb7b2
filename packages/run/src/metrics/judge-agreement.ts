import { toItemFailure } from '@dln/llm';
import { judgeOutputs, type Loss } from '@dln/losses';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import { type Agreement, measureAgreement } from './measure-agreement.ts';
import type { LabelledAnswer } from './parse-labels.ts';

/** A judge with answers that people labelled. */
export interface LabelledJudge {
  /** The file of the labels, as the metric names it. */
  readonly labels: string;
  readonly answers: readonly LabelledAnswer[];
  readonly loss: Loss;
}

/** How far the judge of a run agrees with labels of people. */
export interface JudgeAgreement extends Agreement {
  /** The file of the labels, as the metric names it. */
  readonly labels: string;
  /** Answers that the judge gave no score. */
  readonly skipped: number;
}

/**
 * Measures how far a judge agrees with its labels.
 *
 * @throws ConfigurationError if it judged none of the answers
 */
export async function judgeLabels({
  labels,
  answers,
  loss,
}: LabelledJudge): Promise<JudgeAgreement> {
  const judged = await Promise.all(
    answers.map(async (answer) => {
      try {
        const judgements = await judgeOutputs(loss, [answer]);
        return judgements.map((one) => ({ human: answer.human, metric: 1 - one.loss }));
      } catch (error) {
        if (toItemFailure(error) === undefined) throw error;
        return [];
      }
    }),
  );
  const found = judged.flat();
  if (found.length === 0)
    throw new ConfigurationError(
      [
        `The judge gave no score to any of the ${answers.length} answers of ${labels}. Try another rubric or model, or remove \`labels\`.`,
      ],
      { code: 'metric', subject: labels },
    );
  return { labels, ...measureAgreement(found), skipped: answers.length - found.length };
}

/** An agreement in one line. */
export function describeJudgeAgreement(agreement: JudgeAgreement): string {
  const { labels, agreed, count, share, interval, kappa, skipped } = agreement;
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return [
    `${agreed} of ${count} labels of ${labels} (${percent(share)}; 95 % interval ${percent(interval[0])} to ${percent(interval[1])})`,
    kappa === null ? 'kappa not defined' : `kappa ${kappa.toFixed(2)}`,
    ...(skipped === 0 ? [] : [`${skipped} without a score`]),
  ].join(', ');
}
