import { invertPositiveDefinite } from './cholesky.ts';

/** What raters said of two items. */
export interface Comparison {
  readonly first: string;
  readonly second: string;
  /** The share of the first: 1 if it won, 0.5 for a tie, or a mean over raters. */
  readonly share: number;
  /** How much it counts. @default 1 */
  readonly weight?: number;
}

/**
 * Strengths of items in nats, relative to a reference item whose strength is 0. An item that is
 * stronger by d wins with probability 1 ÷ (1 + e^−d).
 */
export interface PreferenceFit {
  strength(item: string): number;
  /** How much stronger one item is than another, with its standard error. */
  difference(one: string, other: string): Difference;
}

/** A difference of strengths, in nats. */
export interface Difference {
  readonly value: number;
  readonly standardError: number;
}

/** Options of `fitBradleyTerry`. */
export interface FitOptions {
  /** The item that others are compared with. */
  readonly reference: string;
  /** Items without comparisons, which have the prior only. */
  readonly items?: readonly string[];
  /**
   * Standard deviation of the normal prior of each strength, in nats; Infinity for maximum
   * likelihood. @default 3
   */
  readonly priorSpread?: number;
}

const PRIOR_SPREAD = 3;
const MAX_STEPS = 100;
const TOLERANCE = 1e-10;

/**
 * Fits the Bradley–Terry model: strengths that explain who was preferred. The prior keeps strengths
 * finite after few ratings, where one item has won each time. Standard errors come from the
 * curvature at the mode (Laplace). A tie counts as half a win for each.
 *
 * @throws RangeError with an infinite prior if the comparisons do not determine the strengths
 */
export function fitBradleyTerry(
  comparisons: readonly Comparison[],
  { reference, items = [], priorSpread = PRIOR_SPREAD }: FitOptions,
): PreferenceFit {
  const named = comparisons.flatMap(({ first, second }) => [first, second]);
  const free = [...new Set([...items, ...named])].filter((item) => item !== reference);
  const indexOf = new Map(free.map((item, index) => [item, index]));
  const pairs = comparisons.map(({ first, second, share, weight = 1 }) => ({
    first: indexOf.get(first),
    second: indexOf.get(second),
    share,
    weight,
  }));
  const precision = 1 / priorSpread ** 2;
  let strengths: readonly number[] = free.map(() => 0);
  for (let step = 0; step < MAX_STEPS && free.length > 0; step++) {
    const { gradient, hessian } = derivatives(pairs, strengths, precision);
    const covariance = invertPositiveDefinite(hessian);
    const move = covariance.map((row) =>
      row.reduce((sum, value, index) => sum + value * read(gradient, index), 0),
    );
    const before = strengths;
    const start = logPosterior(pairs, before, precision);
    let size = 1;
    do {
      const scale = size;
      strengths = before.map((value, index) => value + scale * read(move, index));
      size /= 2;
    } while (logPosterior(pairs, strengths, precision) < start - TOLERANCE && size > TOLERANCE);
    if (Math.max(...move.map(Math.abs)) < TOLERANCE) break;
    if (step === MAX_STEPS - 1)
      throw new RangeError('the comparisons do not determine the strengths');
  }
  const covariance =
    free.length === 0
      ? []
      : invertPositiveDefinite(derivatives(pairs, strengths, precision).hessian);
  const place = (item: string): number | undefined => {
    const index = indexOf.get(item);
    if (index === undefined && item !== reference)
      throw new RangeError(`${item} has not been compared`);
    return index;
  };
  const strength = (index: number | undefined): number =>
    index === undefined ? 0 : read(strengths, index);
  const covary = (one: number | undefined, other: number | undefined): number =>
    one === undefined || other === undefined ? 0 : read(covariance[one] ?? [], other);
  return {
    strength: (item) => strength(place(item)),
    difference: (one, other) => {
      const [i, j] = [place(one), place(other)];
      const variance = covary(i, i) + covary(j, j) - 2 * covary(i, j);
      return {
        value: strength(i) - strength(j),
        standardError: Math.sqrt(Math.max(0, variance)),
      };
    },
  };
}

interface Pair {
  /** Undefined for the reference. */
  readonly first: number | undefined;
  readonly second: number | undefined;
  readonly share: number;
  readonly weight: number;
}

function derivatives(
  pairs: readonly Pair[],
  strengths: readonly number[],
  precision: number,
): { readonly gradient: readonly number[]; readonly hessian: readonly (readonly number[])[] } {
  const gradient = strengths.map((value) => -precision * value);
  const hessian = strengths.map((_, row) =>
    strengths.map((__, column) => (row === column ? precision : 0)),
  );
  const add = (row: number | undefined, column: number | undefined, value: number): void => {
    const values = row === undefined ? undefined : hessian[row];
    if (values && column !== undefined) values[column] = read(values, column) + value;
  };
  for (const { first, second, share, weight } of pairs) {
    if (first === second) continue;
    const win = winProbability(strengths, first, second);
    const pull = weight * (share - win);
    if (first !== undefined) gradient[first] = read(gradient, first) + pull;
    if (second !== undefined) gradient[second] = read(gradient, second) - pull;
    const information = weight * win * (1 - win);
    add(first, first, information);
    add(second, second, information);
    add(first, second, -information);
    add(second, first, -information);
  }
  return { gradient, hessian };
}

function logPosterior(
  pairs: readonly Pair[],
  strengths: readonly number[],
  precision: number,
): number {
  const prior = strengths.reduce((sum, value) => sum - (precision * value ** 2) / 2, 0);
  return pairs.reduce((sum, { first, second, share, weight }) => {
    const win = winProbability(strengths, first, second);
    const cost = (part: number, probability: number): number =>
      part === 0 ? 0 : part * Math.log(probability);
    return sum + weight * (cost(share, win) + cost(1 - share, 1 - win));
  }, prior);
}

function winProbability(
  strengths: readonly number[],
  first: number | undefined,
  second: number | undefined,
): number {
  const difference =
    (first === undefined ? 0 : read(strengths, first)) -
    (second === undefined ? 0 : read(strengths, second));
  return 1 / (1 + Math.exp(-difference));
}

function read(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}
