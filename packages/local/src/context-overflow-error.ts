/** A text that does not fit into the model's context. */
export class ContextOverflowError extends Error {
  override readonly name = 'ContextOverflowError';
  readonly userFacing = true;
  /** Of one request only: the others of its call can be answered. */
  readonly itemFailure = 'context-overflow';
  /** Tokens of the context or prompt, its mark of the beginning included. */
  readonly contextTokens: number;
  /** Tokens of the continuation, or the one token that must find room. */
  readonly continuationTokens: number;
  /** Tokens that the model's context holds. */
  readonly contextLength: number;

  constructor({
    contextTokens,
    continuationTokens,
    contextLength,
    trainedLength,
  }: {
    readonly contextTokens: number;
    readonly continuationTokens: number;
    readonly contextLength: number;
    readonly trainedLength: number;
  }) {
    const length = contextTokens + continuationTokens;
    const parts = `${contextTokens} of the context and ${continuationTokens} of what follows`;
    const advice =
      trainedLength > contextLength
        ? `Shorten it, or open the model with a contextLength of up to ${trainedLength}, the length it was trained on.`
        : 'Shorten it: the model was trained on no longer texts.';
    super(
      `A text has ${length} tokens, ${parts}, and the model’s context holds ${contextLength}. ${advice}`,
    );
    this.contextTokens = contextTokens;
    this.continuationTokens = continuationTokens;
    this.contextLength = contextLength;
  }
}
