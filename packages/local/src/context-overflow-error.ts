/** Thrown for a text that does not fit into the model's context. */
export class ContextOverflowError extends Error {
  override readonly name = 'ContextOverflowError';
  readonly userFacing = true;
  readonly code = 'context-overflow';
  /** Concerns one request only: the call can answer the others. */
  readonly itemFailure = 'context-overflow';
  /** Tokens of the context or prompt, including the start token. */
  readonly contextTokens: number;
  /** Tokens of the continuation, or 1 for generation. */
  readonly continuationTokens: number;
  /** The model's context length in tokens. */
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
    const parts = `${contextTokens} in the context and ${continuationTokens} after it`;
    const advice =
      trainedLength > contextLength
        ? `Shorten it, or open the model with a contextLength of up to ${trainedLength}, its ` +
          'trained length.'
        : 'Shorten it: the context is at the model’s trained length.';
    super(
      `A text has ${length} tokens, ${parts}, but the model’s context holds ` +
        `${contextLength}. ${advice}`,
    );
    this.contextTokens = contextTokens;
    this.continuationTokens = continuationTokens;
    this.contextLength = contextLength;
  }
}
