/** A file that a run's configuration names is no longer at its place. */
export class RecordedPathError extends Error {
  override readonly name = 'RecordedPathError';
  readonly userFacing = true;
  readonly code = 'recorded-path';
  readonly path: string;
  /** Places that were searched. */
  readonly places: readonly string[];

  constructor(options: {
    /** As the configuration names it. */
    readonly path: string;
    readonly runDirectory: string;
    readonly places: readonly string[];
    /** The option that names another place, if the command has one. */
    readonly option?: string | undefined;
  }) {
    const { path, runDirectory, places, option } = options;
    const other = option === undefined ? '' : `, or name another place with ${option}`;
    super(
      `${path}, which ${runDirectory} was made with, is not at ${places.join(' nor at ')}. Put it back${other}.`,
    );
    this.path = path;
    this.places = places;
  }
}
