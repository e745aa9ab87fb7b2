/** A network does not do what it did when it was saved. */
export class NetworkMismatchError extends Error {
  override readonly name = 'NetworkMismatchError';
  readonly userFacing = true;
  readonly code = 'network-mismatch';
  /** A sentence each. */
  readonly differences: readonly string[];

  constructor({
    path,
    tolerance,
    differences,
  }: {
    readonly path: string;
    readonly tolerance: number;
    readonly differences: readonly string[];
  }) {
    super(
      [
        `${path} does not reproduce its recorded scores (tolerance ${tolerance}):`,
        ...differences.map((difference) => `  ${difference}`),
        'Is this the model that it was trained with? --within allows for one that does not repeat itself.',
      ].join('\n'),
    );
    this.differences = differences;
  }
}
