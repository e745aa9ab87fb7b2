/** Thrown for a list of classes that are not distinct. */
export class ClassListError extends Error {
  override readonly name = 'ClassListError';
  readonly userFacing = true;
  /** The list as passed. */
  readonly classes: readonly string[];

  constructor(classes: readonly string[], problem: string) {
    super(
      `The classes [${classes.join(', ')}] cannot be used: ${problem}. ` +
        'A class is written as its name, or as all ways to say it, the name first: "yes|Yes".',
    );
    this.classes = classes;
  }
}
