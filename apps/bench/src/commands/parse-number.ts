import { InvalidArgumentError } from 'commander';

/** A parser for a flag that takes a whole number of at least `least`. */
export function parseCount(least: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(count) && count >= least) return count;
    throw new InvalidArgumentError(`It takes a whole number of ${least} or more.`);
  };
}

/** A parser for a flag that takes a number above 0, such as seconds or money. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It takes a number above 0.');
}
