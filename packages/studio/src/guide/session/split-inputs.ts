import { RandomState } from '@dln/random';
import { GuideError } from './guide-error.ts';
import type { GuideInput } from './records.ts';

/** Inputs before they are split. */
export type LooseInput = Omit<GuideInput, 'group'>;

/** Options of `splitInputs`. */
export interface SplitOptions {
  readonly heldBackShare: number;
  readonly seed: number;
  /** Inputs that the session has already. @default none */
  readonly known?: readonly GuideInput[];
}

/**
 * Splits new inputs at random into those that proposals learn from and those that are held back, so
 * that all inputs together have the share. Equal inputs count once.
 *
 * @throws GuideError if the session has fewer than two different inputs then
 */
export function splitInputs(
  inputs: readonly LooseInput[],
  { heldBackShare, seed, known = [] }: SplitOptions,
): readonly GuideInput[] {
  const present = new Set(known.map(({ text }) => text));
  const different = [...new Map(inputs.map((input) => [input.text, input])).values()].filter(
    ({ text }) => !present.has(text),
  );
  const total = known.length + different.length;
  if (total < 2)
    throw new GuideError(
      'too-few-inputs',
      `A guide needs two different inputs or more, and has ${total}.`,
    );
  const wanted = Math.min(total - 1, Math.max(1, Math.round(total * heldBackShare)));
  const heldBefore = known.filter(({ group }) => group === 'held-back').length;
  const held = Math.min(different.length, Math.max(0, wanted - heldBefore));
  const order = new RandomState(seed).permutation(different.length);
  return order.flatMap((at, position): readonly GuideInput[] => {
    const input = different[at];
    return input ? [{ ...input, group: position < held ? 'held-back' : 'proposing' }] : [];
  });
}
