/** Which current prompt and which message alternative the i-th proposal is made from. */
export type ProposalPairing = (
  index: number,
  counts: { readonly prompts: number; readonly messages: number },
) => { readonly prompt: number; readonly message: number };

/**
 * The reference's pairing (dln/vi/sampler.py:70-84): both indices turn with i, so that with 4
 * messages and 2 prompts only 4 of the 8 pairs occur.
 */
export const tiedPairing: ProposalPairing = (index, { prompts, messages }) => ({
  prompt: index % prompts,
  message: index % messages,
});

/**
 * Both indices turn with i, and the prompts move on by one each time the pairs would repeat: every
 * pair is reached in prompts × messages proposals.
 */
export const everyPairing: ProposalPairing = (index, { prompts, messages }) => ({
  prompt: (index + Math.floor(index / leastCommonMultiple(prompts, messages))) % prompts,
  message: index % messages,
});

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
