import type { LanguageModel } from '@dln/llm';
import type { Embed } from '@dln/losses';
import { ModelItemError } from './model-item-error.ts';

/** Embeds texts with a model of `createEmbeddingModel`, in order. */
export function embedWithModel(model: LanguageModel, signal?: AbortSignal): Embed {
  return async (texts) => {
    const replies = await model.generate(
      texts.map((prompt) => ({ prompt })),
      { temperature: 0, onFailure: 'return', ...(signal ? { signal } : {}) },
    );
    return replies.map(({ text, failure }) => {
      if (failure) throw new ModelItemError('embedding_similarity_loss', failure);
      // The model has checked it.
      return JSON.parse(text) as readonly number[];
    });
  };
}
