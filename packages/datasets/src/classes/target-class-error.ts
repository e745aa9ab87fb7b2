/** Thrown unless a target belongs to exactly one class. */
export class TargetClassError extends Error {
  override readonly name = 'TargetClassError';
  readonly userFacing = true;
  readonly target: string;
  /** The dataset of the target, if known. */
  readonly dataset: string | undefined;
  /** The classes in the form of a catalogue: `a|A`. */
  readonly classes: readonly string[];

  constructor({
    dataset,
    target,
    classes,
    matches,
  }: {
    readonly dataset?: string | undefined;
    readonly target: string;
    readonly classes: readonly string[];
    readonly matches: readonly string[];
  }) {
    const belongs =
      matches.length === 0 ? 'belongs to no class' : `belongs to several (${matches.join(', ')})`;
    super(
      `${dataset === undefined ? '' : `${dataset}: `}the target ${JSON.stringify(target)} ` +
        `${belongs}; it must belong to exactly one of: ${classes.join(', ')}. ` +
        'Write it as one of these, or add it to its class as another way to say it: ' +
        '"name|other way".',
    );
    this.dataset = dataset;
    this.target = target;
    this.classes = classes;
  }
}
