import type { Prompt, ScoredToken, TokenDistribution } from '@dln/llm';

import type { RowAnswer } from '../engine/read-answer.ts';
import { answerDistinct, NOTHING } from '../evaluation/answer-distinct.ts';
import type { CallContext } from '../evaluation/call-context.ts';
import { readPaths } from '../evaluation/read-paths.ts';
import type { Path } from '../planning/path.ts';
import { planReadings } from '../planning/plan-readings.ts';
import type { Tokenizer } from '../tokens/create-tokenizer.ts';
import { encodePrompt } from '../tokens/encode-prompt.ts';
import { refuseOverflow } from '../tokens/refuse-overflow.ts';

/**
 * Finds the `top` most likely tokens after each context.
 *
 * @throws ContextOverflowError before any evaluation
 */
export async function nextTokens(
  contexts: readonly Prompt[],
  {
    engine,
    signal,
    onResult,
    onFailure,
    onPlanned,
    top,
  }: CallContext<TokenDistribution> & { readonly top: number },
): Promise<readonly TokenDistribution[]> {
  return answerDistinct({
    requests: contexts,
    keyOf: (context) => JSON.stringify(context),
    onResult,
    refuse(context): TokenDistribution | undefined {
      const failure = refuseOverflow({
        onFailure,
        contextLength: engine.contextLength,
        texts: [context],
        format: engine.format,
        encode: () => encodePrompt(context, engine),
      });
      return failure && { top: [], usage: NOTHING, failure };
    },
    async answer(distinct, hear) {
      const paths = distinct.map((context): Path => ({
        tokens: encodePrompt(context, engine),
        targets: ['top'],
      }));
      const plan = planReadings(paths);
      onPlanned(plan.distinctPrefixTokens);
      await readPaths({
        paths,
        plan,
        lanes: engine.lanes,
        top,
        signal,
        onAnswered(index, [answer = new Map()]) {
          const { tokens } = paths[index] as Path;
          const best = nameTokens(answer, tokens, engine.tokenizer).slice(0, top);
          hear({ top: best, usage: { promptTokens: tokens.length, completionTokens: 0 } }, index);
        },
      });
    },
  });
}

/**
 * Names tokens by their text without repetition. A token that is part of a character, or has the
 * same text as a likelier one, is named by its number.
 */
function nameTokens(
  answer: RowAnswer,
  context: readonly number[],
  tokenizer: Tokenizer,
): readonly ScoredToken[] {
  const taken = new Set<string>();
  return [...answer].map(([token, logProbability]) => {
    const text = tokenizer.decodeToken(token, context);
    const isOwn = !text.includes('\uFFFD') && !taken.has(text);
    taken.add(text);
    return { token: isOwn ? text : `<token ${token}>`, logProbability };
  });
}
