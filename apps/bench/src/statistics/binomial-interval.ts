import jstat from 'jstat';
import type { Interval } from './interval.ts';

const tail = 0.025; // on either side: 95 %

/**
 * The exact 95 % interval of Clopper and Pearson for a share: the uncertainty from the choice of
 * test items.
 *
 * @param successes right answers; a mean over runs may be fractional
 * @param trials test items, 1 or more
 */
export function binomialInterval(successes: number, trials: number): Interval {
  const failures = trials - successes;
  const { inv } = jstat.jStat.beta;
  return {
    low: successes === 0 ? 0 : inv(tail, successes, failures + 1),
    high: failures === 0 ? 1 : inv(1 - tail, successes + 1, failures),
  };
}
