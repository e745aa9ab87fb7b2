import type { Generation } from '@dln/llm';
import { callsOf, type InferenceContext } from './inference-context.ts';

/** Asks the backward model to continue each text; a reply that did not come says why. */
export async function generateBackward(
  context: InferenceContext,
  texts: readonly string[],
  options: {
    readonly stop: readonly string[] | null | undefined;
    readonly seeds: readonly number[] | undefined;
    readonly logProbabilities?: boolean;
    /** Default: the limit of proposals. */
    readonly maxTokens?: number;
  },
): Promise<readonly Generation[]> {
  const { settings } = context;
  const { model, signal } = callsOf(context, 'backward');
  return model.generate(
    texts.map((prompt, index) => {
      const seed = options.seeds?.[index];
      return seed === undefined ? { prompt } : { prompt, seed };
    }),
    {
      temperature: settings.backwardTemperature,
      maxTokens: options.maxTokens ?? settings.backwardMaxTokens,
      ...(options.stop ? { stop: options.stop } : {}),
      ...(options.logProbabilities ? { logProbabilities: true } : {}),
      onFailure: 'return',
      ...(signal ? { signal } : {}),
    },
  );
}
