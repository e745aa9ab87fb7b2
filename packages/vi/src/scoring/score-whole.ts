import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';
import type { ClassScores, ScoreClassesOptions } from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { ownLogProbabilities } from './own-mass.ts';
import { classesUnscorable, scoresTexts } from './scorable.ts';
import { wholeClassBy } from './strategy-names.ts';
import { renameUnanswered, requireAnswers } from './unanswered-error.ts';

/** A context whose classes are scored by their texts. */
export interface WholeQuery {
  readonly context: string;
  /** `[class][text]`: the texts that are scored. */
  readonly texts: readonly (readonly string[])[];
}

/**
 * log p of each class's whole texts. Where one text begins another, the shorter one's probability is without the longer one's.
 *
 * @throws UnansweredError that names queries
 */
export async function scoreWhole(
  queries: readonly WholeQuery[],
  { calls, aggregate }: Pick<ScoreClassesOptions, 'calls' | 'aggregate'>,
): Promise<readonly ClassScores[]> {
  const { model } = calls;
  if (!scoresTexts(model)) throw classesUnscorable(model.id);
  const requests = queries.flatMap(({ context, texts }, query) =>
    texts.flat().map((continuation) => ({ query, request: { context, continuation } })),
  );
  const scores = await renameUnanswered(
    model
      .scoreText(
        requests.map(({ request }) => request),
        callOptions(calls),
      )
      .then(requireAnswers),
    (one) => ({ ...one, index: requests[one.index]?.query ?? 0 }),
  );
  let next = 0;
  return queries.map(({ texts }): ClassScores => {
    const own = ownLogProbabilities(
      texts.flat().map((text) => ({
        text,
        tokens: scores[next++]?.logProbabilities ?? [-Infinity],
      })),
    );
    let place = 0;
    const classes = texts.map((forms) =>
      pool(
        forms.map(() => own[place++] ?? -Infinity),
        aggregate,
      ),
    );
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
