/**
 * The values of several calls. Where one fails, the others come to their end first, so that nothing
 * that is paid for goes unheard.
 */
export async function settleAll<const Values extends readonly unknown[]>(
  calls: Values,
): Promise<{ -readonly [Index in keyof Values]: Awaited<Values[Index]> }> {
  const outcomes = await Promise.allSettled(calls);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : undefined,
  ) as {
    -readonly [Index in keyof Values]: Awaited<Values[Index]>;
  };
}
