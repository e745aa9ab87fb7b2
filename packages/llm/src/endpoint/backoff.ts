/** The first wait, before jitter. */
const FIRST_DELAY_IN_MS = 250;
/** The longest wait, before jitter. */
const LONGEST_DELAY_IN_MS = 20_000;

/**
 * How long to wait before a retry, in milliseconds: doubled with each one up to a limit, then
 * spread between half of it and all of it.
 *
 * @param retry - 0 before the first retry
 * @param random - a number from 0 up to 1
 */
export function backoffInMs(retry: number, random: number): number {
  const delayInMs = Math.min(FIRST_DELAY_IN_MS * 2 ** retry, LONGEST_DELAY_IN_MS);
  return delayInMs * (0.5 + 0.5 * random);
}
