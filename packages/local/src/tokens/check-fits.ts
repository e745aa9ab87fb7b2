import { ContextOverflowError } from '../context-overflow-error.ts';

/** @throws ContextOverflowError if a context and its continuation exceed the model's context */
export function checkFits({
  context,
  continuation,
  contextLength,
  trainedLength,
}: {
  readonly context: readonly number[];
  /** Tokens of the continuation. */
  readonly continuation: number;
  readonly contextLength: number;
  readonly trainedLength: number;
}): void {
  if (context.length + continuation <= contextLength) return;
  throw new ContextOverflowError({
    contextTokens: context.length,
    continuationTokens: continuation,
    contextLength,
    trainedLength,
  });
}
