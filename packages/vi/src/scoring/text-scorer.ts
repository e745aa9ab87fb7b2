import type { ScoreTextRequest } from '@dln/llm';
import { callOptions, type ModelCalls } from './model-calls.ts';
import { failedOutcome, type Outcome, requireResult } from './outcome.ts';
import { scoresTexts, textsUnscorable } from './scorable.ts';

/** A text whose probability is wanted after a rendered context. */
export interface TextQuery {
  readonly context: string;
  readonly target: string;
  /**
   * A space: the target is on the last line of the context. @default a line break, as the scoring
   * splits it
   */
  readonly separator?: '\n' | ' ';
}

/** How a text's log-probability becomes one number. */
export interface TextScoring {
  /** Decides whether the line break counts as part of the context or of the target. */
  readonly split: (query: TextQuery) => ScoreTextRequest;
  /** From the target's token log-probabilities, burn-in removed, to a score in nats per token. */
  readonly normalize: (logProbabilities: readonly number[]) => number;
}

/** What a text without a scorable token gets, in nats: unlikely, but finite. */
export const emptyTextLogProbability: number = Math.log(1e-12);

/** The line break belongs to the context, and the score is the mean of the target's tokens. */
export const separatorInContext: TextScoring = {
  split: ({ context, target }) => ({ context: `${context}\n`, continuation: target }),
  normalize: (logProbabilities) =>
    logProbabilities.length === 0
      ? emptyTextLogProbability
      : sum(logProbabilities) / logProbabilities.length,
};

/**
 * The reference's scores (dln/score.py:160-205): the line break is scored as part of the target,
 * and 1e-5 is added to the length.
 */
export const separatorInTarget: TextScoring = {
  split: ({ context, target }) => ({ context, continuation: `\n${target}` }),
  normalize: (logProbabilities) => sum(logProbabilities) / (logProbabilities.length + 1e-5),
};

/** Options of `scoreTexts`. */
export interface ScoreTextsOptions {
  readonly calls: ModelCalls;
  readonly scoring: TextScoring;
  /** Share of a target's first tokens that is not counted, from 0 up to 1. */
  readonly burnInRatio: number;
}

/** The score of a text, in nats. */
export interface TextValue {
  readonly value: number;
}

/**
 * log p(target | context) per token, in nats, in the order of the queries.
 *
 * @throws UnsupportedCapabilityError if the model scores no texts
 * @throws UnansweredError if the model has no answer to a query
 */
export async function scoreTexts(
  queries: readonly TextQuery[],
  options: ScoreTextsOptions,
): Promise<readonly number[]> {
  const outcomes = await scoreEachText(queries, options);
  return outcomes.map((outcome) => requireResult(outcome).value);
}

/** The same, with a failure in place of the score of a query that has no answer. */
export async function scoreEachText(
  queries: readonly TextQuery[],
  { calls, scoring, burnInRatio }: ScoreTextsOptions,
): Promise<readonly Outcome<TextValue>[]> {
  const { model } = calls;
  if (!scoresTexts(model)) throw textsUnscorable(model.id);
  const requests = queries.map((query) =>
    query.separator === ' ' && query.target !== ''
      ? { context: query.context, continuation: ` ${query.target}` }
      : scoring.split(query),
  );
  // An empty text has no token to score, and no model is asked about it.
  const isScorable = ({ continuation }: ScoreTextRequest): boolean => continuation !== '';
  const asked = requests.filter(isScorable);
  const scores = (await model.scoreText(asked, callOptions(calls))).values();
  return requests.map((request): Outcome<TextValue> => {
    if (!isScorable(request)) return { value: scoring.normalize([]) };
    const score = scores.next();
    if (score.done) throw new RangeError(`fewer scores than ${asked.length} requests`);
    const { failure, logProbabilities } = score.value;
    if (failure) return failedOutcome({ failure });
    const burnedIn = Math.floor(burnInRatio * logProbabilities.length);
    return { value: scoring.normalize(logProbabilities.slice(burnedIn)) };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
