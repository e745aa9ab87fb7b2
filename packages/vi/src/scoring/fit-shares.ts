import { argMax } from '../numerics/arg-max.ts';
import { indexed } from '../numerics/indexed.ts';
import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';
import { mean } from '../numerics/mean.ts';

/** What turns class scores into calibrated ones: softmax(scale × log p − logPrior). */
export interface FittedCalibration {
  /** `[class]`, nats. */
  readonly logPrior: readonly number[];
  readonly scale: number;
}

/** Rounds of `matchShares`; the largest step is below 1e-3 nats by then. */
const ROUNDS = 20;

/** Scales that are tried, the first among equals. Small models say less than they know. */
const SCALES: readonly number[] = [1, 1.5, 2];

/**
 * The class prior whose subtraction makes all classes equally probable on average: where the mean
 * probability of a class is only divided out once, an average is left that still differs.
 *
 * @param rows `[input][class]`: log-probabilities; at least one row
 * @returns `[class]`, in nats
 */
export function matchEqualShares(rows: readonly (readonly number[])[]): readonly number[] {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a class prior needs at least one input');
  let logPrior: readonly number[] = first.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const calibrated = rows.map((row) => subtract(row, logPrior));
    logPrior = logPrior.map((value, index) => {
      const average =
        logSumExp(calibrated.map((row) => indexed(row, index))) - Math.log(rows.length);
      // A class that no input gives any probability keeps its scores.
      return average === -Infinity ? value : value + average + Math.log(first.length);
    });
  }
  return logPrior;
}

/**
 * The scale and the class prior that make the classes of labelled inputs most likely (temperature
 * scaling, Guo et al. 2017), if all classes are equally frequent among them.
 *
 * @param rows `[input][class]`: log-probabilities
 * @param targets `[input]`: the right class
 */
export function fitEqualShares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
): FittedCalibration {
  const fits = SCALES.map((scale): FittedCalibration => {
    const scaled = rows.map((row) => row.map((value) => scale * value));
    return { scale, logPrior: matchEqualShares(scaled) };
  });
  const likelihoods = fits.map(({ scale, logPrior }) =>
    mean(
      rows.map((row, at) =>
        indexed(
          subtract(
            row.map((value) => scale * value),
            logPrior,
          ),
          indexed(targets, at),
        ),
      ),
    ),
  );
  return indexed(fits, argMax(likelihoods));
}

function subtract(row: readonly number[], logPrior: readonly number[]): readonly number[] {
  return logSoftmax(row.map((value, index) => value - indexed(logPrior, index)));
}
