import { optionName, type ReachedCap } from '@dln/run';

/** A run ended at a cap. Its results are printed already. */
export class CapReachedError extends Error {
  override readonly name = 'CapReachedError';
  readonly userFacing = true;
  readonly code = 'cap-reached';
  readonly runDirectory: string;

  constructor(cap: ReachedCap, runDirectory: string) {
    super(
      `${cap.message} To go on, raise it: dln resume ${quoted(runDirectory)} ${optionName(cap.setting)} ${raise(cap)}`,
    );
    this.runDirectory = runDirectory;
  }
}

/** Twice the cap; at least a minute, which is a short time for a run. */
function raise({ setting, limit }: ReachedCap): number {
  const twice = Number((2 * limit).toPrecision(6));
  return setting === 'maxMinutes' ? Math.max(1, twice) : twice;
}

function quoted(path: string): string {
  return path.includes(' ') ? JSON.stringify(path) : path;
}
