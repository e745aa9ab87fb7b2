import { nearest } from './nearest.ts';
import type { Retriever } from './retriever.ts';

type Vector = ReadonlyMap<string, number>;

/**
 * Similarity by shared words, weighted by rarity: the cosine of TF-IDF vectors, with document
 * frequencies of the candidates. It needs no model, and is used if the endpoint has no embeddings.
 */
export const tfIdfRetriever: Retriever = {
  name: 'TF-IDF',
  rank: async ({ queries, candidates, count }) => {
    const documents = candidates.map(countWords);
    const frequency = new Map<string, number>();
    for (const words of documents)
      for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    // Smoothed: ln((1 + n) ÷ (1 + df)) + 1, which avoids a division by zero for unknown words.
    const weigh = (words: Vector): Vector =>
      normalize(
        new Map(
          [...words].map(([word, times]) => [
            word,
            times * (Math.log((1 + documents.length) / (1 + (frequency.get(word) ?? 0))) + 1),
          ]),
        ),
      );
    const vectors = documents.map(weigh);
    return queries.map((query) => {
      const vector = weigh(countWords(query));
      return nearest(
        vectors.map((other) => dot(vector, other)),
        count,
      );
    });
  },
};

function countWords(text: string): Vector {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function normalize(vector: Vector): Vector {
  const length = Math.hypot(...vector.values());
  return length === 0
    ? vector
    : new Map([...vector].map(([word, value]) => [word, value / length]));
}

function dot(left: Vector, right: Vector): number {
  let sum = 0;
  for (const [word, value] of left) sum += value * (right.get(word) ?? 0);
  return sum;
}
