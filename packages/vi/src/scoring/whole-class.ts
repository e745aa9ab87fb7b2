import type { LanguageModel, ScoredToken } from '@dln/llm';
import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';
import type { ClassScores, ClassScoring, ScoreClassesOptions } from './class-scores.ts';
import { renameUnanswered, requireAnswers } from './unanswered-error.ts';
import { callOptions } from './model-calls.ts';
import { nextTokenDistributions, topOf } from './next-token-distributions.ts';
import { classesUnscorable, givesNextTokens, scoresTexts } from './scorable.ts';
import { firstTokenOf, nextTokenOf, wholeClassBy } from './strategy-names.ts';

const floorOfNothing = Math.log(1e-6);

/**
 * log p of a class's whole text. One question gives the most likely next tokens; a class with a verbalizer among them is known exactly. Where some class is not,
 * and the model scores texts, all verbalizers of that context are scored whole; where it does not, a first token that begins only one class counts
 * for it, and any other class gets one floor: the least likely token shown, which bounds it from above.
 */
export const wholeClass: ClassScoring = Object.assign(score, { plan });

function plan(model: LanguageModel): string {
  const top = topOf(model);
  if (!givesNextTokens(model)) return wholeClassBy(model);
  return scoresTexts(model)
    ? `${nextTokenOf(top)}, else ${wholeClassBy(model)}`
    : firstTokenOf(top);
}

async function score(
  contexts: readonly string[],
  options: ScoreClassesOptions,
): Promise<readonly ClassScores[]> {
  const { calls, verbalizers } = options;
  const { model } = calls;
  const withSeparator = contexts.map((context) => `${context}\n`);
  if (!givesNextTokens(model)) return scoreWhole(withSeparator, options);
  const distributions = await nextTokenDistributions(withSeparator, model, callOptions(calls));
  const known = distributions.map((top) =>
    verbalizers.map((texts) => exactMatches(top, texts, options.aggregate)),
  );
  const isResolved = known.map((classes) => classes.every(Number.isFinite));
  const unresolved = withSeparator.filter((_, index) => !isResolved[index]);
  const places = withSeparator.flatMap((_, index) => (isResolved[index] ? [] : [index]));
  const whole = scoresTexts(model)
    ? await renameUnanswered(scoreWhole(unresolved, options), (one) => ({
        ...one,
        index: places[one.index] ?? 0,
      }))
    : undefined;
  let nextWhole = 0;
  return known.map((classes, index): ClassScores => {
    const strategy = nextTokenOf(topOf(model));
    if (isResolved[index])
      return { logProbabilities: logSoftmax(classes), method: 'next-token', strategy };
    const scored = whole?.[nextWhole++];
    return scored ?? firstToken(distributions[index] ?? [], options);
  });
}

async function scoreWhole(
  contexts: readonly string[],
  { calls, verbalizers, aggregate }: ScoreClassesOptions,
): Promise<readonly ClassScores[]> {
  const { model } = calls;
  if (!scoresTexts(model)) throw classesUnscorable(model.id);
  const requests = contexts.flatMap((context) =>
    verbalizers.flatMap((texts) => texts.map((continuation) => ({ context, continuation }))),
  );
  const perContext = verbalizers.flat().length;
  const scores = await renameUnanswered(
    model.scoreText(requests, callOptions(calls)).then(requireAnswers),
    (one) => ({ ...one, index: Math.floor(one.index / perContext) }),
  );
  let next = 0;
  return contexts.map(() => {
    const classes = verbalizers.map((texts) =>
      pool(
        texts.map(() =>
          (scores[next++]?.logProbabilities ?? [-Infinity]).reduce((sum, value) => sum + value, 0),
        ),
        aggregate,
      ),
    );
    const strategy = wholeClassBy(model);
    return { logProbabilities: logSoftmax(classes), method: 'whole-class', strategy };
  });
}

function exactMatches(
  top: readonly ScoredToken[],
  texts: readonly string[],
  aggregate: 'sum' | 'max',
): number {
  return pool(
    top
      .filter(({ token }) => texts.includes(token) || texts.includes(token.trimStart()))
      .map(({ logProbability }) => logProbability),
    aggregate,
  );
}

function firstToken(
  top: readonly ScoredToken[],
  { calls, verbalizers, aggregate }: ScoreClassesOptions,
): ClassScores {
  const floor = top.at(-1)?.logProbability ?? floorOfNothing;
  const found = verbalizers.map((): number[] => []);
  for (const { token, logProbability } of top) {
    const start = token.trim();
    if (start === '') continue;
    const classes = verbalizers.flatMap((texts, index) =>
      texts.some((text) => text.startsWith(start)) ? [index] : [],
    );
    const [only, another] = classes;
    if (only !== undefined && another === undefined) found[only]?.push(logProbability);
  }
  const classes = found.map((values) => (values.length ? pool(values, aggregate) : floor));
  const strategy = firstTokenOf(topOf(calls.model));
  return { logProbabilities: logSoftmax(classes), method: 'first-token', strategy };
}

function pool(logProbabilities: readonly number[], aggregate: 'sum' | 'max'): number {
  return aggregate === 'sum'
    ? logSumExp(logProbabilities)
    : Math.max(-Infinity, ...logProbabilities);
}
