import { absorb, HASH_START } from './hash.ts';

const TOKEN = / ?[A-Za-z]+| ?[0-9]+| ?[^\sA-Za-z0-9]|\s/gu;

/** Tokens of history that the next token depends on. */
const HISTORY = 24;

/** Splits a text without loss: the tokens joined are the text. */
export function tokenize(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/**
 * A text and the offsets of its tokens. The next token depends on the last 24 tokens and on their
 * number.
 */
export class TokenContext {
  #text = '';
  readonly #starts: number[] = [];

  constructor(tokens: readonly string[]) {
    for (const token of tokens) this.push(token);
  }

  push(token: string): void {
    this.#starts.push(this.#text.length);
    this.#text += token;
  }

  /** The hash state before the token at an index. @default the end of the text */
  stateAt(index: number = this.#starts.length, salt = 0): number {
    const from = this.#starts[Math.max(0, index - HISTORY)] ?? 0;
    const to = this.#starts[index] ?? this.#text.length;
    const history = `${this.#text.slice(from, to)}#${Math.min(index, 4096) % 7}`;
    return absorb((HASH_START ^ salt) >>> 0, history);
  }
}
