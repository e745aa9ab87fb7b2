import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';
import type { ClassScores, ScoreClassesOptions } from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { failedOutcome, type Outcome, zip } from './outcome.ts';
import { ownLogProbabilities } from './own-mass.ts';
import { classesUnscorable, scoresTexts } from './scorable.ts';
import { splitRows } from './split-rows.ts';
import { wholeClassBy } from './strategy-names.ts';

/** A context whose classes are scored by their texts. */
export interface WholeQuery {
  readonly context: string;
  /** `[class][text]`: the texts that are scored. */
  readonly texts: readonly (readonly string[])[];
}

/**
 * log p of each class's whole texts. Where one text begins another, the shorter one's probability
 * is without the longer one's.
 */
export async function scoreWhole(
  queries: readonly WholeQuery[],
  { calls, aggregate }: Pick<ScoreClassesOptions, 'calls' | 'aggregate'>,
): Promise<readonly Outcome<ClassScores>[]> {
  const { model } = calls;
  if (!scoresTexts(model)) throw classesUnscorable(model.id);
  const requests = queries.flatMap(({ context, texts }) =>
    texts.flat().map((continuation) => ({ context, continuation })),
  );
  const scores = splitRows(
    await model.scoreText(requests, callOptions(calls)),
    queries.map(({ texts }) => texts.flat().length),
  );
  return zip(queries, scores).map(([{ texts }, own]): Outcome<ClassScores> => {
    const failure = own.find((score) => score.failure)?.failure;
    if (failure) return failedOutcome({ failure });
    const masses = ownLogProbabilities(
      zip(texts.flat(), own).map(([text, { logProbabilities: tokens }]) => ({ text, tokens })),
    );
    const forms = texts.map(({ length }) => length);
    const classes = splitRows(masses, forms).map((row) => pool(row, aggregate));
    return {
      logProbabilities: logSoftmax(classes),
      answer: onlyLargest(classes),
      method: 'whole-class',
      strategy: wholeClassBy(model),
    };
  });
}

function onlyLargest(values: readonly number[]): number | null {
  const best = Math.max(...values);
  const first = values.indexOf(best);
  return best === -Infinity || values.lastIndexOf(best) !== first ? null : first;
}

function pool(logProbabilities: readonly number[], aggregate: 'sum' | 'max'): number {
  return aggregate === 'sum'
    ? logSumExp(logProbabilities)
    : Math.max(-Infinity, ...logProbabilities);
}
