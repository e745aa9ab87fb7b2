import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createTokenCounter } from './create-token-counter.ts';

/** Words and marks, each a token; an unknown word is one too. */
const tokenizer = {
  version: '1.0',
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, one: 1, two: 2 }, unk_token: '[UNK]' },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-llm-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a token counter', () => {
  it('counts with the tokenizer of a folder, or of a file', async () => {
    await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
    expect(await createTokenCounter(folder)('one two, three')).toBe(4);
    expect(await createTokenCounter(join(folder, 'tokenizer.json'))('one')).toBe(1);
    expect(await createTokenCounter(folder)('')).toBe(0);
  });

  it('names what is missing', async () => {
    const count = createTokenCounter(folder)('one');
    await expect(count).rejects.toThrow(expect.objectContaining({ code: 'missing-tokenizer' }));
    await expect(count).rejects.toThrow(/tokenizer\.json cannot be read as JSON\. Name a /);
  });

  it.each(['null', '3', '{}'])('refuses a file that holds %s', async (content) => {
    await writeFile(join(folder, 'tokenizer.json'), content);
    await expect(createTokenCounter(folder)('one')).rejects.toThrow(/holds no tokenizer/);
  });
});
