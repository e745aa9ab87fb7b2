import {
  appendToPrompt,
  promptText,
  requireScoreText,
  type ItemFailure,
  type LanguageModel,
} from '@dln/llm';
import type { InferenceContext } from './inference-context.ts';

const overflow: ItemFailure = { kind: 'context-overflow', message: 'too long' };

/** A model that has no answer for some texts: prompts, or contexts with their continuations. */
function failingOn(
  model: LanguageModel,
  fails: (text: string) => boolean,
  failure: ItemFailure,
): LanguageModel {
  const usage = { promptTokens: 0, completionTokens: 0 };
  return {
    ...model,
    generate: async (requests, options) => {
      const replies = await model.generate(requests, options);
      return replies.map((reply, index) =>
        fails(promptText(requests[index]?.prompt ?? ''))
          ? { text: '', finishReason: 'other', usage, failure }
          : reply,
      );
    },
    scoreText: async (requests, options) => {
      const scores = await requireScoreText(model).scoreText(requests, options);
      return scores.map((score, index) => {
        const { context = '', continuation = '' } = requests[index] ?? {};
        return fails(promptText(appendToPrompt(context, continuation)))
          ? { logProbabilities: [], usage, failure }
          : score;
      });
    },
  };
}

/** A network whose models have no answer for some texts. */
export function withoutAnswersTo(
  context: InferenceContext,
  fails: (text: string) => boolean,
  failure: ItemFailure = overflow,
): InferenceContext {
  const model = failingOn(context.models.forward, fails, failure);
  return { ...context, models: { forward: model, backward: model, score: model } };
}
