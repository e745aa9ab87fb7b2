import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import { type FuzzTarget, isTyped } from './target.ts';

/** A mutant that a reader did not take well. */
export interface FuzzFailure {
  readonly index: number;
  readonly error: unknown;
}

/** What became of the mutants of a target. */
export interface FuzzOutcome {
  readonly count: number;
  /** Mutants that were refused with a typed error. */
  readonly refused: number;
  readonly failures: readonly FuzzFailure[];
}

/** Options of `fuzz`. */
export interface FuzzOptions {
  readonly seed: number;
  /** The most mutants. @default no limit */
  readonly count?: number | undefined;
  /** The time for the target. @default no limit */
  readonly milliseconds?: number | undefined;
  /** Only the mutant with this number. */
  readonly only?: number | undefined;
  /** A model file for the engine. @default the bundled model */
  readonly model?: string | undefined;
  /** Called before each mutant. */
  readonly onMutant?: (index: number) => void;
}

/** The largest seed of the generator, plus one. */
const SEEDS = 2 ** 32;

/** Gives mutants to a target; each is drawn from the seed and its number, so it can be repeated. */
export async function fuzz(target: FuzzTarget, options: FuzzOptions): Promise<FuzzOutcome> {
  const { seed, count = Infinity, milliseconds = Infinity, only, model, onMutant } = options;
  const folder = mkdtempSync(join(tmpdir(), `dln-fuzz-${target.name}-`));
  const failures: FuzzFailure[] = [];
  const begun = performance.now();
  let done = 0;
  let refused = 0;
  try {
    const first = only ?? 0;
    const end = only === undefined ? count : only + 1;
    for (let index = first; index < end && performance.now() - begun < milliseconds; index++) {
      onMutant?.(index);
      const random = new RandomState((seed * 1_000_003 + index) % SEEDS);
      try {
        await target.run({ random, folder, model });
      } catch (error) {
        if (isTyped(error)) refused++;
        else failures.push({ index, error });
      }
      done++;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { count: done, refused, failures };
}
