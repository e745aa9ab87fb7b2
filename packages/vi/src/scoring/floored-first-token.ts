import type { LanguageModel } from '@dln/llm';
import { logSoftmax } from '../numerics/log-softmax.ts';
import type { ClassScores, ClassScoring, ScoreClassesOptions } from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { nextTokenDistributions, topOf, type NextTokens } from './next-token-distributions.ts';
import { mapOutcome, type Outcome } from './outcome.ts';
import { firstTokenOf } from './strategy-names.ts';

const floorOfNothing = Math.log(1e-6);

/**
 * The reference's class scores (dln/score.py:100-150): only the first token counts, a verbalizer
 * that is not among the most likely tokens counts the least of them, and each class gets that floor
 * once more.
 */
export const flooredFirstToken: ClassScoring = Object.assign(score, {
  plan: (model: LanguageModel) => firstTokenOf(topOf(model)),
});

async function score(
  contexts: readonly string[],
  { calls, verbalizers, aggregate }: ScoreClassesOptions,
): Promise<readonly Outcome<ClassScores>[]> {
  const strategy = firstTokenOf(topOf(calls.model));
  const variants = verbalizers.map((texts) => [
    ...new Set(texts.flatMap((text) => [text, ` ${text}`])),
  ]);
  const distributions = await nextTokenDistributions(
    contexts.map((context) => `${context}\n`),
    calls.model,
    callOptions(calls),
  );
  return distributions.map((outcome) => mapOutcome(outcome, scoresOf));

  function scoresOf({ top }: NextTokens): ClassScores {
    const logFloor = top.length
      ? Math.min(...top.map(({ logProbability }) => logProbability))
      : floorOfNothing;
    const floor = Math.exp(logFloor);
    const known = new Map(top.map(({ token, logProbability }) => [token, logProbability]));
    const masses = variants.map((texts) => {
      const each = texts.map((text) => Math.exp(known.get(text) ?? logFloor));
      return floor + (aggregate === 'max' ? Math.max(...each) : each.reduce((a, b) => a + b, 0));
    });
    const logProbabilities = logSoftmax(masses.map(Math.log));
    const floored = variants.map((texts) => !texts.some((text) => known.has(text)));
    return {
      logProbabilities,
      floored,
      isUnanswered: floored.every(Boolean),
      method: 'first-token' as const,
      strategy,
    };
  }
}
