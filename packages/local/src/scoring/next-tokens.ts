import type { Prompt, TokenDistribution } from '@dln/llm';

import { answerDistinct, NOTHING } from '../evaluation/answer-distinct.ts';
import type { CallContext } from '../evaluation/call-context.ts';
import { readPaths } from '../evaluation/read-paths.ts';
import type { Path } from '../planning/path.ts';
import { planReadings } from '../planning/plan-readings.ts';
import { encodePrompt } from '../tokens/encode-prompt.ts';
import { refuseOverflow } from '../tokens/refuse-overflow.ts';
import { nameTokens } from './name-tokens.ts';

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
