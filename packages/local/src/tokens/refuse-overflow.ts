import { type CallOptions, type ItemFailure, toItemFailure } from '@dln/llm';

/**
 * The reason why a request cannot be answered. Undefined if it can, or if the call wants errors
 * instead.
 *
 * @param options.texts - texts have at most as many tokens as bytes, so most texts need no
 * tokenizing
 * @param options.encode - throws the request's error
 */
export function refuseOverflow({
  onFailure,
  contextLength,
  texts,
  encode,
}: {
  readonly onFailure: CallOptions['onFailure'];
  readonly contextLength: number;
  readonly texts: readonly string[];
  readonly encode: () => unknown;
}): ItemFailure | undefined {
  if (onFailure !== 'return') return undefined;
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes + MARKS < contextLength) return undefined;
  try {
    encode();
    return undefined;
  } catch (error) {
    const failure = toItemFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

/** The start token and the next token. */
const MARKS = 2;
