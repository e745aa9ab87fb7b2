/**
 * Why one request of a call has no answer though the others do: the prompt does not fit into the model's context, a filter took the answer away, or what came
 * stayed no reply however often it was asked.
 */
export type ItemFailureKind = 'context-overflow' | 'content-filter' | 'broken-reply';

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

/** The failure that an error tells of; undefined where it tells of more than one request: a wrong key, a server that is down, a defect. */
export function toItemFailure(error: unknown): ItemFailure | undefined {
  if (!isItemError(error)) return undefined;
  return { kind: error.itemFailure, message: error.message };
}

function isItemError(error: unknown): error is ItemError {
  return error instanceof Error && 'itemFailure' in error && error.itemFailure !== undefined;
}
