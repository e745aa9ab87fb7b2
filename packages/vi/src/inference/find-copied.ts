import type { EvidenceExample } from './prompt-evidence.ts';

/**
 * The longest run of words that an instruction shares with the inputs of training examples, if it
 * has at least `words` words; undefined otherwise.
 */
export function findCopied(
  instruction: string,
  examples: readonly Pick<EvidenceExample, 'layerInput' | 'upperInput'>[],
  words: number,
): string | undefined {
  const own = wordsOf(instruction);
  if (own.length < words) return undefined;
  const texts = new Set(examples.flatMap(({ layerInput, upperInput }) => [layerInput, upperInput]));
  const joined = [...texts].map((text) => ` ${wordsOf(text).map(normalize).join(' ')} `);
  const isShared = (from: number, to: number): boolean => {
    const run = ` ${own.slice(from, to).map(normalize).join(' ')} `;
    return joined.some((text) => text.includes(run));
  };
  let longest: readonly string[] = [];
  for (let from = 0; from + words <= own.length; from++) {
    let to = from + Math.max(words, longest.length + 1);
    if (to > own.length || !isShared(from, to)) continue;
    while (to < own.length && isShared(from, to + 1)) to++;
    longest = own.slice(from, to);
  }
  return longest.length === 0 ? undefined : longest.join(' ');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => normalize(word) !== '');
}

function normalize(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
