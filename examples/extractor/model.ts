const proposals = ['Count the words.', 'Note product, count and city.', 'Think well.'];

/** Stands for a model, so that the example runs without a key: it follows one instruction. */
export function model(
  prompt: string,
  { seed = 0 }: { readonly seed?: number | undefined },
): string {
  if (prompt.includes('Write a better instruction')) return proposals[seed % 3] ?? '';
  const [, count, product, city] = /(\d+) of the ([a-z ]+) to (\w+)\./.exec(prompt) ?? [];
  const notes = /product: (.+); count: (\d+); city: (\w+)/.exec(prompt);
  if (prompt.trimEnd().endsWith('Step by step:'))
    return prompt.includes('Note product')
      ? `product: ${product}; count: ${count}; city: ${city}`
      : 'Somebody orders something.';
  if (notes === null) return '{}';
  return JSON.stringify({ product: notes[1], count: Number(notes[2]), city: notes[3] });
}
