import { commonPrefixLength, compareTokens } from './compare-tokens.ts';
import { type Path, rowOf, type Target } from './path.ts';

/** Tokens to evaluate in one pass, and what to read from them. */
export interface Reading {
  /** From the start of the text; earlier readings evaluate the part before `from`. */
  readonly tokens: readonly number[];
  /** The first row that no earlier reading evaluates. */
  readonly from: number;
  /**
   * The targets by row, for this path and all later ones that share the row. Rows are never before
   * `from`.
   */
  readonly targets: ReadonlyMap<number, ReadonlySet<Target>>;
}

/** The plan for a grid of texts. */
export interface ReadingPlan {
  /** In the order of their tokens, so neighbours share the longest prefixes. */
  readonly readings: readonly Reading[];
  /** The reading that answers each target: `[path][target]`. */
  readonly sources: readonly (readonly Reading[])[];
  /** Rows of all readings: the number of distinct prefixes of the paths. */
  readonly distinctPrefixTokens: number;
}

interface OpenReading extends Reading {
  readonly targets: Map<number, Set<Target>>;
}

/**
 * Plans the evaluation of texts so that each distinct prefix is evaluated once and all targets
 * after it are read then. Equal texts cost nothing, texts with a common prefix share it, and all
 * classes after one context are read at its last token.
 */
export function planReadings(paths: readonly Path[]): ReadingPlan {
  const order = [...paths.keys()].sort((left, right) =>
    compareTokens(tokensOf(paths, left), tokensOf(paths, right)),
  );
  const readings: OpenReading[] = [];
  const sources: Reading[][] = paths.map(() => []);
  /** The reading that evaluates each row of the current path. */
  const owners: OpenReading[] = [];
  let previous: readonly number[] = [];
  let distinctPrefixTokens = 0;

  for (const index of order) {
    const path = paths[index] as Path;
    const from = commonPrefixLength(previous, path.tokens);
    owners.length = from;
    if (from < path.tokens.length) {
      const reading = { tokens: path.tokens, from, targets: new Map<number, Set<Target>>() };
      readings.push(reading);
      for (let row = from; row < path.tokens.length; row++) owners.push(reading);
      distinctPrefixTokens += path.tokens.length - from;
    }
    for (const [targetIndex, target] of path.targets.entries()) {
      const row = rowOf(path, targetIndex);
      const owner = owners[row] as OpenReading;
      addTarget(owner.targets, row, target);
      sources[index]?.push(owner);
    }
    previous = path.tokens;
  }
  return { readings, sources, distinctPrefixTokens };
}

function tokensOf(paths: readonly Path[], index: number): readonly number[] {
  return (paths[index] as Path).tokens;
}

function addTarget(targets: Map<number, Set<Target>>, row: number, target: Target): void {
  const known = targets.get(row);
  if (known === undefined) targets.set(row, new Set([target]));
  else known.add(target);
}
