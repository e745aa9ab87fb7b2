import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { createMissingTokenizerError } from './missing-tokenizer-error.ts';

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => Promise<number>;

/** The part of a tokenizer that is used. */
interface TokenizerLike {
  encode(
    text: string,
    options: { readonly add_special_tokens: boolean },
  ): { readonly ids: ArrayLike<unknown> };
}

interface TokenizersPackage {
  readonly Tokenizer: new (tokenizer: object, config: object) => TokenizerLike;
}

/**
 * Counts tokens with a Hugging Face tokenizer on disk, without the marks that are put around a
 * text. It is read when the first text is counted; the package `@huggingface/tokenizers` must be
 * installed beside this one.
 *
 * @param path - a `tokenizer.json`, or the folder that holds it
 * @returns a counter that rejects with ModelSettingError `missing-tokenizer` if the package or the
 *   file is missing
 */
export function createTokenCounter(path: string): TokenCounter {
  let tokenizer: Promise<TokenizerLike> | undefined;
  return async (text) => {
    tokenizer ??= loadTokenizer(path);
    const { ids } = (await tokenizer).encode(text, { add_special_tokens: false });
    return ids.length;
  };
}

async function loadTokenizer(path: string): Promise<TokenizerLike> {
  const { Tokenizer } = await importTokenizers(path);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  const file = isFolder ? join(path, 'tokenizer.json') : path;
  const tokenizer = await readJson(file, path);
  // Most tokenizers are whole without it; it describes how some of them treat blanks.
  const config = await readJson(join(dirname(file), 'tokenizer_config.json'), path).catch(
    () => ({}),
  );
  try {
    return new Tokenizer(tokenizer, config);
  } catch (cause) {
    throw createMissingTokenizerError({ path, reason: `${file} holds no tokenizer.`, cause });
  }
}

async function importTokenizers(path: string): Promise<TokenizersPackage> {
  try {
    const tokenizers: TokenizersPackage = await import('@huggingface/tokenizers');
    return tokenizers;
  } catch (cause) {
    const reason = 'install the package @huggingface/tokenizers, which reads tokenizer files.';
    throw createMissingTokenizerError({ path, reason, cause });
  }
}

async function readJson(file: string, path: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    const reason = `${file} cannot be read as JSON. Name a tokenizer.json, or the folder of a downloaded model that holds one.`;
    throw createMissingTokenizerError({ path, reason, cause });
  }
  throw createMissingTokenizerError({ path, reason: `${file} holds no tokenizer.` });
}
