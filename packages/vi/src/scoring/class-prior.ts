import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';
import type { ClassScores } from './class-scores.ts';

/** How the class prior that a prompt induces is estimated. */
export type CalibrationName = 'contextual' | 'batch' | 'shares';

/**
 * The class prior that a prompt induces: the logarithm of the mean probability of each class over
 * some inputs. With content-free inputs it is contextual calibration (Zhao et al. 2021), with
 * training inputs batch calibration (Zhou et al. 2023).
 *
 * @returns `[class]`, in nats
 */
export function estimateLogPrior(scores: readonly ClassScores[]): readonly number[] {
  const [first] = scores;
  if (first === undefined) throw new RangeError('a class prior needs at least one input');
  return first.logProbabilities.map(
    (_, index) =>
      logSumExp(scores.map(({ logProbabilities }) => classAt(logProbabilities, index))) -
      Math.log(scores.length),
  );
}

/**
 * Puts the shares that classes really have in the place of equal ones: a prior that, subtracted,
 * leaves them. A class without a share keeps the prior of equal shares.
 *
 * @param shares `[class]`, of labelled examples; they sum to 1
 */
export function withShares(
  logPrior: readonly number[],
  shares: readonly number[],
): readonly number[] {
  return logPrior.map((value, index) => {
    const share = classAt(shares, index);
    return share > 0 ? value - Math.log(share * shares.length) : value;
  });
}

/**
 * Subtracts a class prior: scale × log p(class | context) − log prior(class), normalised. A class
 * whose prior is 0 has the probability 0 in each of the prior's inputs, and keeps its score. Scores
 * that are known within bounds only stay as they are, and their strategy says so.
 */
export function calibrate(
  scores: ClassScores,
  logPrior: readonly number[],
  name: CalibrationName,
  scale = 1,
): ClassScores {
  const { method, strategy, logProbabilities } = scores;
  // Bounds of what is not known cannot be normalised.
  if (scores.bounds !== undefined) return { ...scores, strategy: `${strategy}, not calibrated` };
  const logits = logProbabilities.map((value, index) => {
    const prior = classAt(logPrior, index);
    return prior === -Infinity ? value : scale * value - prior;
  });
  const best = Math.max(...logits);
  const first = logits.indexOf(best);
  const isTied = best === -Infinity || logits.lastIndexOf(best) !== first;
  return {
    logProbabilities: logSoftmax(logits),
    answer: isTied ? null : first,
    method,
    strategy: `${strategy}, ${name} calibration`,
  };
}

function classAt(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no class ${index} among ${values.length}`);
  return value;
}
