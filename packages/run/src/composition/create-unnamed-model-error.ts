/** No model was named, and there is not just one to choose. */
export class UnnamedModelError extends Error {
  override readonly name = 'UnnamedModelError';
  readonly userFacing = true;
  readonly code = 'unnamed-model';
  /** What could have been named. */
  readonly names: readonly string[];

  constructor({
    place,
    names,
  }: {
    /** The endpoint or file that has them. */
    readonly place: string;
    readonly names: readonly string[];
  }) {
    const shown = names.slice(0, 20).join(', ');
    const all = names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
    super(
      names.length === 0
        ? `No model was named, and ${place} lists none; name one with \`model\`, or mend the base URL, which usually ends in /v1.`
        : `No model was named, and ${place} has several; name one with \`model\`: ${all}.`,
    );
    this.names = names;
  }
}
