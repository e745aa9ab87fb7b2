/** Thrown if memory does not suffice for the contexts of a model. */
export class ModelMemoryError extends Error {
  override readonly name = 'ModelMemoryError';
  readonly userFacing = true;
  readonly path: string;
  readonly contextLength: number;
  /** Sequences requested, each with its own context memory. */
  readonly sequences: number;

  constructor({
    path,
    contextLength,
    sequences,
    cause,
  }: {
    readonly path: string;
    readonly contextLength: number;
    readonly sequences: number;
    readonly cause: unknown;
  }) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${path}: not enough memory for ${sequences} contexts of ${contextLength} tokens ` +
        `(${reason}). Lower contextLength or sequences.`,
      { cause },
    );
    this.path = path;
    this.contextLength = contextLength;
    this.sequences = sequences;
  }
}
