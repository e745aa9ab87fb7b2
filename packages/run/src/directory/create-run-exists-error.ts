/** A run was to be made where another one lies. */
export class RunExistsError extends Error {
  override readonly name = 'RunExistsError';
  readonly userFacing = true;
  readonly code = 'run-exists';
  readonly runDirectory: string;
  /** Settings in which the two differ. */
  readonly difference: readonly string[];

  constructor(runDirectory: string, difference: readonly string[]) {
    const relation =
      difference.length === 0
        ? 'with the same settings'
        : `with other settings (${difference.join('; ')})`;
    super(
      `\`outDir\` ${runDirectory} holds a run already, ${relation}. Go on with that one: dln resume ${runDirectory}. Or name another folder for the new one.`,
    );
    this.runDirectory = runDirectory;
    this.difference = difference;
  }
}
