import { formatAccuracy, formatCount, formatDollars } from './format-number.ts';
import { showRange } from '../estimate/show-range.ts';
import { sumSaved, type CacheSummary } from '../replies/cache-summary.ts';
import type { RunSummary } from './run-reporter.ts';

/** What a run came to, for people. */
export function describeSummary(summary: RunSummary): string {
  const { devAccuracy, testAccuracy, bestPrompts, costs, requests, runDirectory } = summary;
  const isWhole = !summary.isInterrupted && summary.reachedCap === null;
  const title = isWhole ? [] : ['Stopped before its end; what was learned is kept.'];
  return [
    ...title,
    `dev accuracy   ${formatAccuracy(devAccuracy)}`,
    `test accuracy  ${formatAccuracy(testAccuracy)}`,
    ...bestPrompts.map((prompt, layer) => `prompt ${layer + 1}       ${JSON.stringify(prompt)}`),
    `requests       ${formatCount(requests.sent)} sent, ${formatCount(requests.saved)} saved`,
    `tokens         ${formatCount(costs.totalTokens)}`,
    ...describeCost(summary),
    ...compareEstimate(summary),
    ...(summary.cache === null ? [] : [describeCache(summary.cache)]),
    `run directory  ${runDirectory}`,
    ...(summary.isInterrupted ? [`go on with it  dln resume ${runDirectory}`] : []),
  ].join('\n');
}

/** What the run cost; nothing where all that it used is free. */
function describeCost({ costs, spent }: RunSummary): readonly string[] {
  const { dollars, priceDates } = costs;
  if (dollars === null)
    return ['cost           not known; --prices FILE says what the models cost'];
  if (dollars === 0 && spent.dollars === 0) return [];
  const from = priceDates.length === 0 ? '' : ` at prices of ${priceDates.join(' and ')}`;
  const other = spent.dollars - dollars;
  const besides =
    other >= 0.00005
      ? `; probing and failed attempts may have cost ${formatDollars(other)} more`
      : '';
  return [`cost           ${formatDollars(dollars)}${from}${besides}`];
}

/** The estimate, and what came of it. */
function compareEstimate({ estimate, requests, costs }: RunSummary): readonly string[] {
  if (estimate === null) return [];
  const { dollars } = estimate;
  const isPriced = dollars !== null && costs.dollars !== null && dollars.high > 0;
  const parts = [
    `${showRange(estimate.requests, formatCount)} requests, it sent ${formatCount(requests.sent)}`,
    `${showRange(estimate.tokens, formatCount)} tokens, it took ${formatCount(costs.totalTokens)}`,
    ...(isPriced
      ? [`${showRange(dollars, formatDollars)}, it cost ${formatDollars(costs.dollars)}`]
      : []),
  ];
  return [`estimate       ${parts.join('; ')}`];
}

/** What the replies that runs share did, and saved: money only where the price of all of it is known. */
function describeCache(cache: CacheSummary): string {
  const { hits, misses } = cache;
  const { promptTokens, completionTokens, dollars } = sumSaved(cache);
  const tokens = `${formatCount(promptTokens + completionTokens)} tokens`;
  const money = dollars === null || dollars === 0 ? '' : ` and ${formatDollars(dollars)}`;
  return `cache          ${formatCount(hits)} hits, ${formatCount(misses)} misses, ${tokens}${money} saved`;
}
