import type {
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
} from '../language-model.ts';
import { streamPieces } from './stream-pieces.ts';

/** A call that answers requests together. */
type GenerateAll = (
  requests: readonly GenerateRequest[],
  options: GenerateOptions,
) => Promise<readonly Generation[]>;

/** Makes `streamText` of a model from a call of `generate` that emits pieces of its only reply. */
export function streamOne(
  createCall: (emit: (piece: string) => void) => GenerateAll,
): NonNullable<LanguageModel['streamText']> {
  return (request, options = {}) =>
    streamPieces<Generation>({
      signal: options.signal,
      textOf: ({ text }) => text,
      produce: async (emit, signal) => {
        const [generation] = await createCall(emit)([request], { ...options, signal });
        if (generation === undefined) throw new Error('the model gave no result for one request');
        return generation;
      },
    });
}
