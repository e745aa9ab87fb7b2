import { type CallOptions, type ItemFailure, toItemFailure } from '@dln/llm';

/**
 * Why a request cannot be answered; undefined where it can, or where the call wants errors instead.
 *
 * @param options.texts - no tokenizer makes more tokens of them than they have bytes, so that most need no second look
 * @param options.encode - throws what is wrong with the request
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

/** The mark of a text's beginning, and the token that is to follow. */
const MARKS = 2;
