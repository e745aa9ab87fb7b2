import type { Example } from '@dln/datasets';

const dishes = ['soup', 'wine', 'bread', 'cheese'];
const words = { positive: ['superb', 'warm', 'kind'], negative: ['cold', 'rude', 'stale'] };

/** 24 reviews of two classes. */
export const reviews: readonly Example[] = dishes.flatMap((dish) =>
  (['positive', 'negative'] as const).flatMap((target) =>
    words[target].map((word) => ({ input: `The ${dish} was ${word}.`, target })),
  ),
);

const proposals = ['Count the words.', 'Judge it by its last word.', 'Think well.'];

/** A model made of rules: it judges a review right if its prompt names the last word. */
export const judge = (prompt: string, { seed = 0 }: { readonly seed?: number }): string => {
  if (prompt.includes('Write a better instruction')) return proposals[seed % 3] ?? '';
  if (!prompt.includes('last word')) return 'positive';
  return /(cold|rude|stale)\.\W*\s*Answer:$/.test(prompt.trim()) ? 'negative' : 'positive';
};

/** Settings of a training that takes a second. */
export const quick = { iterations: 2, settings: { numPSamples: 4, batchSize: 6 } } as const;
