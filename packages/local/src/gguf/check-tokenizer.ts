import { GGUF_STRING, TOKENS, type GgufHeader, type GgufList } from './read-header.ts';
import { BOOL, FLOAT32, INT32, numberOf, refuse, textOf, UINT32 } from './header-values.ts';

/** Lists of the tokenizer by the type of their items. */
const TOKEN_LISTS: Readonly<Record<string, readonly number[]>> = {
  'tokenizer.ggml.scores': [FLOAT32],
  'tokenizer.ggml.token_type': [INT32, UINT32],
};

/**
 * Checks that the lists and numbers of a tokenizer belong together.
 *
 * @throws GgufDamage
 */
export function checkTokenizer(header: GgufHeader): void {
  const { entries } = header;
  const tokens = entries.get(TOKENS);
  const kind = textOf(header, 'tokenizer.ggml.model');
  if (kind === 'none' || kind === 'no_vocab')
    refuse(`tokenizer.ggml.model is ${kind}: the file has no tokens for texts`);
  if (tokens === undefined) return;
  const count = tokens.list?.length ?? 0;
  if (tokens.list?.type !== GGUF_STRING || count === 0)
    return refuse('tokenizer.ggml.tokens is no list of texts');
  checkBytes(kind, tokens.list);
  const { repeated } = tokens.list;
  if (repeated !== undefined)
    refuse(`tokenizer.ggml.tokens has the token ${JSON.stringify(repeated)} twice`);
  for (const [key, types] of Object.entries(TOKEN_LISTS)) {
    const entry = entries.get(key);
    if (entry === undefined) continue;
    if (entry.list === undefined || !types.includes(entry.list.type))
      refuse(`${key} is no list of numbers`);
    if (entry.list.length !== count) refuse(`${key} has other items than the ${count} tokens`);
  }
  const merges = entries.get('tokenizer.ggml.merges');
  if (merges !== undefined && merges.list?.type !== GGUF_STRING)
    refuse('tokenizer.ggml.merges is no list of texts');
  for (const key of entries.keys()) {
    if (!key.startsWith('tokenizer.')) continue;
    if (/_token_id$/.test(key)) checkTokenId(header, key, count);
    if (/\.add_\w+$/.test(key)) numberOf(header, key, [BOOL]);
    if (/\.(?:model|pre)$|\.chat_template$/.test(key)) textOf(header, key);
  }
}

function checkTokenId(header: GgufHeader, key: string, count: number): void {
  const id = numberOf(header, key, [UINT32, INT32]);
  // Some converters write -1 for a token that a model lacks.
  if (id !== undefined && id !== 0xffff_ffff && id !== -1 && (id < 0 || id >= count))
    refuse(`${key} is ${id}, and there are ${count} tokens`);
}

/** Names of a byte among the tokens, by the tokenizer. llama.cpp ends the process at one without. */
const BYTE_NAMES: Readonly<Record<string, (byte: number, character: string) => readonly string[]>> =
  {
    llama: (byte, character) => [`<0x${hexOf(byte).toUpperCase()}>`, character],
    rwkv: (byte, character) => [
      `\\x${hexOf(byte)}`,
      character,
      JSON.stringify(character).slice(1, -1),
      `\\${character}`,
    ],
  };

function checkBytes(kind: string | undefined, { shortTexts }: GgufList): void {
  const namesOf = BYTE_NAMES[kind ?? ''];
  if (namesOf === undefined || shortTexts === undefined) return;
  for (let byte = 0; byte < 256; byte++) {
    const character = byte < 128 ? String.fromCharCode(byte) : '';
    if (!namesOf(byte, character).some((name) => name !== '' && shortTexts.has(name)))
      refuse(`tokenizer.ggml.tokens has no token for the byte 0x${hexOf(byte)}`);
  }
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
