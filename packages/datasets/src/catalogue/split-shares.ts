import { splitNames, type Split } from '../example.ts';

type Shares = Readonly<Record<Split, number>>;

/** Tolerance: sums of decimal fractions such as 0.6 + 0.2 + 0.2 are not exact. */
const TOLERANCE = 1e-9;

/** Whether the numbers are shares of a file; otherwise they are numbers of examples. */
export function isShared(shares: Shares): boolean {
  return splitNames.some((split) => !Number.isInteger(shares[split]));
}

/** Describes what is wrong with the numbers of a split; `undefined` if they are valid. */
export function describeSharesProblem(shares: Shares): string | undefined {
  const small = splitNames.find((split) => !(shares[split] > 0) || shares[split] === Infinity);
  if (small !== undefined)
    return (
      `${small} is ${shares[small]}; give each of train, dev and test a share or a number of ` +
      'examples above 0'
    );
  if (!isShared(shares)) return undefined;
  const large = splitNames.find((split) => shares[split] > 1);
  if (large !== undefined) {
    const fraction = splitNames.find((split) => !Number.isInteger(shares[split])) ?? large;
    return shares[fraction] > 1
      ? `${fraction} is ${shares[fraction]}; numbers of examples must be whole`
      : `mixes shares (${fraction}: ${shares[fraction]}) with numbers of examples (${large}: ` +
          `${shares[large]}); give one kind for all three`;
  }
  const sum = splitNames.reduce((total, split) => total + shares[split], 0);
  if (sum <= 1 + TOLERANCE) return undefined;
  return (
    `the shares ${splitNames.map((split) => shares[split]).join(' + ')} add up to ` +
    `${Number(sum.toFixed(6))}; they must add up to at most 1`
  );
}
