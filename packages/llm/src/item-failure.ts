/**
 * Why one request of a call has no answer though the others do: the prompt does not fit into the
 * model's context; a filter kept the reply back; the server refuses this prompt and answers others;
 * after all retries the reply was broken, or the server failed; a module of the user failed for it;
 * the answer does not match the output schema.
 */
export type ItemFailureKind =
  | 'context-overflow'
  | 'content-filter'
  | 'refused'
  | 'broken-reply'
  | 'server-error'
  | 'module-error'
  | 'invalid-output';

/** Failures that another try may not meet. They are not remembered as an answer. */
const PASSING: readonly ItemFailureKind[] = ['broken-reply', 'server-error', 'module-error'];

/** Whether the same request may be answered another time. */
export function isPassing({ kind }: ItemFailure): boolean {
  return PASSING.includes(kind);
}

/** What stands in a result in place of an answer; plain JSON. */
export interface ItemFailure {
  readonly kind: ItemFailureKind;
  /** For people, without secrets. */
  readonly message: string;
}

/** An error that tells of one request only, and says so by its `itemFailure`. */
export interface ItemError extends Error {
  readonly itemFailure: ItemFailureKind;
}

/**
 * The failure that an error tells of; undefined if it concerns more requests: a wrong key, a server
 * that is down, a defect.
 */
export function toItemFailure(error: unknown): ItemFailure | undefined {
  if (!isItemError(error)) return undefined;
  return { kind: error.itemFailure, message: error.message };
}

function isItemError(error: unknown): error is ItemError {
  return error instanceof Error && 'itemFailure' in error && error.itemFailure !== undefined;
}
