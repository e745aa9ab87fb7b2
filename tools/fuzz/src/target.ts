import type { RandomState } from '@dln/random';

/** What a target is given. */
export interface FuzzContext {
  readonly random: RandomState;
  /** A folder for files; the target may leave anything in it. */
  readonly folder: string;
  /** The model file that was named. @default the bundled model */
  readonly model?: string | undefined;
}

/** Gives mutants to one reader. */
export interface FuzzTarget {
  readonly name: string;
  /** Mutants of a long run. */
  readonly longCount: number;
  /** Runs only if it is named, or in a long run. @default false */
  readonly isSlow?: boolean;
  /** Gives one mutant to the reader. What the reader throws is thrown. */
  readonly run: (context: FuzzContext) => Promise<void> | void;
}

/** Whether an error is one that a reader may throw. */
export function isTyped(error: unknown): boolean {
  return error instanceof Error && 'userFacing' in error && error.userFacing === true;
}
