/** The end of a reply. */
export interface ReplyEnd {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
}

/** The state of a reply after a drawn token. */
export interface ReplyState {
  /** The text so far. */
  readonly text: string;
  /** Tokens so far, without the end token. */
  readonly length: number;
  /** Whether the model has drawn the end token. */
  readonly ended: boolean;
  readonly stop: readonly string[];
  /** Largest number of tokens in the reply. */
  readonly limit: number;
}

/**
 * The end of a reply if it is complete: before the first stop text, at the end token, or at the
 * limit.
 */
export function replyEnd({ text, length, ended, stop, limit }: ReplyState): ReplyEnd | undefined {
  const cut = firstOf(text, stop);
  if (cut !== undefined) return { text: text.slice(0, cut), finishReason: 'stop' };
  if (ended) return { text, finishReason: 'stop' };
  return length >= limit ? { text, finishReason: 'length' } : undefined;
}

/** The index of the first occurrence of any text. Empty texts never occur. */
function firstOf(text: string, wanted: readonly string[]): number | undefined {
  const found = wanted
    .filter((each) => each !== '')
    .map((each) => text.indexOf(each))
    .filter((index) => index >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}
