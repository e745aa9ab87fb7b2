/** A position in a split and a batch that starts there. */
export interface PointerMove {
  readonly pointer: number;
  readonly batchSize: number;
  /** Number of examples in the split. */
  readonly splitSize: number;
}

/** The start of the next batch: after this one, or 0 at the end of the split. */
export function advancePointer({ pointer, batchSize, splitSize }: PointerMove): number {
  const next = pointer + batchSize;
  return next >= splitSize ? 0 : next;
}
