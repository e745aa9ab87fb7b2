import { RandomState } from '@dln/random';

const WORDS =
  'the a film walk turns left and is about how many people live in Paris today one two'.split(' ');

/** Assistant texts under chat prompts, the same ones each time. */
export function chatTexts(count) {
  const random = new RandomState(7);
  const words = (most) => random.choices(WORDS, 1 + Number(random.integer(0, most))).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    context: [
      ...(index % 3 === 0 ? [{ role: 'system', content: words(8) }] : []),
      { role: 'user', content: `${words(20)}\n${words(20)}?` },
      ...(index % 5 === 0
        ? [
            { role: 'assistant', content: words(5) },
            { role: 'user', content: words(9) },
          ]
        : []),
    ],
    continuation: words(12),
  }));
}
