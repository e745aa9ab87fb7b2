import { type ScoreTextRequest, type TextScore, UnscorableTextError } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';
import { answerDistinct, NOTHING } from '../evaluation/answer-distinct.ts';
import type { CallContext } from '../evaluation/call-context.ts';
import { readPaths, splitForLanes } from '../evaluation/read-paths.ts';
import { shareItems } from '../evaluation/run-together.ts';
import type { EvaluateOptions } from '../local-model.ts';
import { planReadings } from '../planning/plan-readings.ts';
import { checkFits } from '../tokens/check-fits.ts';
import { refuseOverflow } from '../tokens/refuse-overflow.ts';
import { remember } from '../tokens/remember.ts';

/**
 * log p(continuation | context) by teacher forcing: one pass over the text that reads the
 * log-probability of each actual next token. Context and continuation are tokenized separately,
 * which keeps the requested boundary.
 *
 * @throws ContextOverflowError, UnscorableTextError before any evaluation
 */
export async function scoreTexts(
  requests: readonly ScoreTextRequest[],
  { engine, signal, onResult, onFailure, onPlanned }: CallContext<TextScore>,
): Promise<readonly TextScore[]> {
  return answerDistinct({
    requests,
    keyOf: ({ context, continuation }) => JSON.stringify([context, continuation]),
    onResult,
    refuse(request): TextScore | undefined {
      const failure = refuseOverflow({
        onFailure,
        contextLength: engine.contextLength,
        texts: [request.context, request.continuation],
        format: engine.format,
        encode: () => encodeTexts([request], engine),
      });
      return failure && { logProbabilities: [], usage: NOTHING, failure };
    },
    async answer(distinct, hear) {
      const paths = encodeTexts(distinct, engine);
      const plan = planReadings(paths);
      onPlanned(plan.distinctPrefixTokens);
      await readPaths({
        paths,
        plan,
        lanes: engine.lanes,
        top: 0,
        signal,
        onAnswered(index, answers) {
          const { tokens, targets } = paths[index] as TextPath;
          const logProbabilities = targets.map((token, at) => answers[at]?.get(token) as number);
          // The last token of a text is a target but need not be evaluated.
          const usage = { promptTokens: tokens.length + 1, completionTokens: 0 };
          hear({ logProbabilities, usage }, index);
        },
      });
    },
  });
}

/**
 * Evaluates what `scoreTexts` would evaluate, by the same plan, with the engine's plain prompt
 * evaluation or with logits at every token.
 */
export async function evaluateTexts(
  requests: readonly ScoreTextRequest[],
  { engine, signal, onPlanned, logits }: CallContext<never> & Required<EvaluateOptions>,
): Promise<void> {
  const plan = planReadings(encodeTexts(requests, engine));
  onPlanned(plan.distinctPrefixTokens);
  await shareItems({
    workers: engine.lanes,
    items: splitForLanes(plan, engine.lanes.length),
    signal,
    async work({ reader }, block, stop) {
      for (const { tokens, targets } of block) {
        const from = Math.min(...targets.keys());
        await reader.fill(tokens, { from, logits, signal: stop });
      }
    },
  });
}

/** A text to score: every token of its continuation is a target. */
interface TextPath {
  readonly tokens: readonly number[];
  readonly targets: readonly number[];
}

function encodeTexts(
  requests: readonly ScoreTextRequest[],
  { tokenizer, contextLength, trainedLength }: Engine,
): readonly TextPath[] {
  // In a grid, most texts occur many times.
  const encodeContext = remember(tokenizer.encodeContext);
  const encodeContinuation = remember(tokenizer.encodeContinuation);
  return requests.map((request) => {
    const context = encodeContext(request.context);
    const targets = encodeContinuation(request.continuation);
    if (targets.length === 0) {
      const reason = 'it has no tokens. Score a text of at least one character.';
      throw new UnscorableTextError({ request, reason });
    }
    if (context.length === 0) {
      const reason = 'the model has no start token. Add a context.';
      throw new UnscorableTextError({ request, reason });
    }
    checkFits({ context, continuation: targets.length, contextLength, trainedLength });
    return { tokens: [...context, ...targets.slice(0, -1)], targets };
  });
}
