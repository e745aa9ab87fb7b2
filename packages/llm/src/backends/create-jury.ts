/** Decides whether a refused request is one of its kind: it waits for the others of its call. */
export interface Jury {
  /** A request of the call was answered. */
  acquit(): void;
  /** A worker has no more requests. */
  leave(): void;
  /**
   * Whether any request of the call was answered; resolves when one is, or when all workers wait
   * for that.
   */
  isAcquitted(): Promise<boolean>;
}

/** A jury over the workers of one call. */
export function createJury(workers: number): Jury {
  const verdict = Promise.withResolvers<boolean>();
  let undecided = workers;
  const give = (): void => {
    if (--undecided <= 0) verdict.resolve(false);
  };
  return {
    acquit: () => verdict.resolve(true),
    leave: give,
    isAcquitted: async () => {
      give();
      const isAcquitted = await verdict.promise;
      if (isAcquitted) undecided++;
      return isAcquitted;
    },
  };
}
