import { type CallOptions, type ItemFailure, promptText, toItemFailure } from '@dln/llm';

import { isTokenPrompt, type LocalPrompt } from './token-prompt.ts';

/**
 * The reason why a request cannot be answered. Undefined if it can, or if the call wants errors
 * instead.
 *
 * @param options.texts - plain texts have at most as many tokens as bytes, so most need no
 * tokenizing; a chat also has the tokens of its template
 * @param options.encode - throws the request's error
 */
export function refuseOverflow({
  onFailure,
  contextLength,
  texts,
  format,
  encode,
}: {
  readonly onFailure: CallOptions['onFailure'];
  readonly contextLength: number;
  readonly texts: readonly LocalPrompt[];
  readonly format: 'plain' | 'chat';
  readonly encode: () => unknown;
}): ItemFailure | undefined {
  if (onFailure !== 'return') return undefined;
  const isPlain = format === 'plain' && texts.every((text) => typeof text === 'string');
  const bytes = texts.reduce<number>((sum, text) => sum + bytesOf(text), 0);
  if (isPlain && bytes + MARKS < contextLength) return undefined;
  try {
    encode();
    return undefined;
  } catch (error) {
    const failure = toItemFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

function bytesOf(text: LocalPrompt): number {
  return isTokenPrompt(text) ? Infinity : Buffer.byteLength(promptText(text));
}

/** The start token and the next token. */
const MARKS = 2;
