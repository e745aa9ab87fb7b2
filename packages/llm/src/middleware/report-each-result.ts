import type { OnResult } from '../language-model.ts';

/**
 * Reports each result of a call exactly once: as it arrives if the model reports it, otherwise when
 * the call ends.
 *
 * @param call makes the call with the listener that it is given
 */
export async function reportEachResult<Result>(
  call: (onResult: OnResult<Result>) => Promise<readonly Result[]>,
  report: OnResult<Result>,
): Promise<readonly Result[]> {
  const reported = new Set<number>();
  const results = await call((result, index) => {
    if (reported.has(index)) return;
    reported.add(index);
    report(result, index);
  });
  for (const [index, result] of results.entries()) {
    if (!reported.has(index)) report(result, index);
  }
  return results;
}
