import { RandomState } from '@dln/random';
import { GuideError } from './guide-error.ts';
import type { GuideInput } from './records.ts';

/** Inputs before they are split. */
export type LooseInput = Omit<GuideInput, 'group'>;

/**
 * Splits inputs at random into those that proposals learn from and those that are held back. Equal inputs count once.
 *
 * @throws GuideError for fewer than two different inputs
 */
export function splitInputs(
  inputs: readonly LooseInput[],
  { heldBackShare, seed }: { readonly heldBackShare: number; readonly seed: number },
): readonly GuideInput[] {
  const different = [...new Map(inputs.map((input) => [input.text, input])).values()];
  if (different.length < 2)
    throw new GuideError(
      `A guide needs two different inputs or more, and has ${different.length}.`,
    );
  const share = Math.round(different.length * heldBackShare);
  const held = Math.min(different.length - 1, Math.max(1, share));
  const order = new RandomState(seed).permutation(different.length);
  return order.flatMap((at, position): readonly GuideInput[] => {
    const input = different[at];
    return input ? [{ ...input, group: position < held ? 'held-back' : 'proposing' }] : [];
  });
}
