import type { Cost } from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { formatCount, formatDollars } from '../text/format-number.ts';

/** Warns that a cap ends a run, if even the minimum of the run is above it. */
export function describeShortBudget(
  {
    maxRequests,
    maxTokensTotal,
    maxCost,
  }: Pick<Configuration, 'maxRequests' | 'maxTokensTotal' | 'maxCost'>,
  { requests, promptTokens, completionTokens, dollars }: Cost,
): string | undefined {
  const least = [
    { cap: maxRequests, needs: requests, show: (n: number) => `${formatCount(n)} requests` },
    {
      cap: maxTokensTotal,
      needs: promptTokens + completionTokens,
      show: (n: number) => `${formatCount(n)} tokens`,
    },
    { cap: maxCost, needs: dollars ?? 0, show: formatDollars },
  ];
  for (const { cap, needs, show } of least)
    if (cap !== null && needs > cap)
      return `The cap of ${show(cap)} ends this run early: it takes at least ${show(needs)}, less what stored replies answer.`;
  return undefined;
}
