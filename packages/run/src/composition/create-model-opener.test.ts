import { expect, it, vi } from 'vitest';
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

it('refuses the path of a GGUF file without `file:` if no endpoint is set', async () => {
  for (const variable of ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'AZURE_OPENAI_ENDPOINT'])
    vi.stubEnv(variable, undefined);
  const settings = { concurrency: 1, promptsPerRequest: 1, probe: false, format: 'auto' } as const;
  const opener = createModelOpener(settings, new AbortController().signal);
  await expect(opener.open('./small.GGUF', 'auto')).rejects.toThrow('write "file:./small.GGUF"');
  vi.unstubAllEnvs();
});
