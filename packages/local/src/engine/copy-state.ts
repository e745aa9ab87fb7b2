import type { LlamaContextSequence } from 'node-llama-cpp';

/** A part of node-llama-cpp that its types leave out. The engine's version is pinned. */
interface Internals {
  _copyStateFromOtherSequence(from: LlamaContextSequence, length: number): Promise<boolean>;
}

/**
 * Copies the first tokens of a sequence, with their cache, into another sequence of the context.
 *
 * @throws Error if the engine copied another number of tokens
 */
export async function copyState(
  to: LlamaContextSequence,
  from: LlamaContextSequence,
  length: number,
): Promise<void> {
  const isCopied = await (to as unknown as Internals)._copyStateFromOtherSequence(from, length);
  if (!isCopied || to.nextTokenIndex !== length)
    throw new Error(`The engine copied ${to.nextTokenIndex} of ${length} tokens of a sequence.`);
}
