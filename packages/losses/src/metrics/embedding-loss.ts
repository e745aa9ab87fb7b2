import { LossValueError } from '../loss-value-error.ts';
import type { Loss } from '../loss.ts';

const NAME = 'embedding_similarity_loss';

/** Embeds texts, in order: one vector each, all of the same length. */
export type Embed = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

/**
 * 1 less the cosine of the embeddings of output and target; 1 for opposite or empty vectors. Each
 * different text is embedded once per call.
 *
 * @throws LossValueError from `compute`, for vectors of different lengths or too few of them
 */
export function createEmbeddingLoss(embed: Embed): Loss {
  return {
    name: NAME,
    isTolerant: true,
    isRemote: true,
    postprocess: (text) => text.normalize('NFC').trim(),
    compute: async (outputs, targets) => {
      const texts = [...new Set([...outputs, ...targets])];
      const vectors = texts.length === 0 ? [] : await embed(texts);
      const vectorOf = (text: string | undefined): readonly number[] => {
        const vector = text === undefined ? undefined : vectors[texts.indexOf(text)];
        if (vector && vector.length === vectors[0]?.length) return vector;
        const problem = `it has no vector for ${JSON.stringify(text)}`;
        throw new LossValueError({ loss: NAME, value: vector, problem });
      };
      return outputs.map((output, place) =>
        output === targets[place]
          ? 0
          : Math.min(1, Math.max(0, 1 - cosine(vectorOf(output), vectorOf(targets[place])))),
      );
    },
  };
}

function cosine(left: readonly number[], right: readonly number[]): number {
  const dot = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
  const norm = Math.sqrt(dot(left, left) * dot(right, right));
  return norm === 0 ? 0 : dot(left, right) / norm;
}
