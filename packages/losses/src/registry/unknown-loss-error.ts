/** Thrown for an unknown loss name. */
export class UnknownLossError extends Error {
  override readonly name = 'UnknownLossError';
  readonly userFacing = true;
  /** The requested name. */
  readonly loss: string;
  /** The available names. */
  readonly known: readonly string[];

  constructor({ loss, known }: { readonly loss: string; readonly known: readonly string[] }) {
    super(
      `Unknown loss ${JSON.stringify(loss)}. Available: ${known.join(', ')}. ` +
        'Register a custom loss with registerLoss.',
    );
    this.loss = loss;
    this.known = known;
  }
}
