/** The 0.975 quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** A 95 % interval of a share, from 0 to 1. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's 95 % score interval for a share: the range of the accuracy on other items of the same
 * kind.
 *
 * @param right items that were right
 * @param total items, 1 or more
 */
export function wilsonInterval(right: number, total: number): ShareInterval {
  const share = right / total;
  const center = share + Z ** 2 / (2 * total);
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z / (2 * total)) ** 2);
  const scale = 1 + Z ** 2 / total;
  return {
    low: right === 0 ? 0 : (center - spread) / scale,
    high: right === total ? 1 : (center + spread) / scale,
  };
}
