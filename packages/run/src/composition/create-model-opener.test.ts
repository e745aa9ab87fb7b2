import { expect, it } from 'vitest';
import { createModelOpener } from './create-model-opener.ts';

it.each([
  ['chat', 1],
  ['plain', 0],
  ['auto', 0],
] as const)(
  'notes for the format %s whether an endpoint leaves it out (notes: %i)',
  async (format, count) => {
    const notes: string[] = [];
    const opener = createModelOpener(
      { concurrency: 1, promptsPerRequest: 1, probe: false, format },
      new AbortController().signal,
      {
        onNote: (text) => notes.push(text),
        openEndpoint: () => {
          throw new Error('no endpoint');
        },
      },
    );
    await expect(opener.open('some-model', 'auto')).rejects.toThrow('no endpoint');
    expect(notes.filter((text) => text.includes('`format: chat`'))).toHaveLength(count);
  },
);
