import { commandLine } from '../command-line/program-name.ts';
import { describeGrounds } from '@dln/vi';
import { describePrompts } from './describe-prompts.ts';
import { failureKinds, type FailureKind } from '@dln/llm';
import {
  type CacheSummary,
  formatAccuracy,
  formatCount,
  formatDollars,
  type RetryCounts,
  type RunSummary,
  showRange,
  sumSaved,
} from '@dln/run';
import { describeAccuracy } from './describe-accuracy.ts';
import { describeReport, describeWrong } from './describe-report.ts';
import { isKept } from './describe-omission.ts';

/**
 * The result of a run, for people.
 *
 * @param columns the width of the terminal. @default no limit
 */
export function describeSummary(summary: RunSummary, columns?: number): string {
  const { devAccuracy, isStoppedEarly, test, bestParameters, costs, requests } = summary;
  const { runDirectory } = summary;
  const isWhole = !summary.isInterrupted && summary.reachedCap === null;
  const title = isWhole ? [] : ['Stopped before its end; what was learned is kept.'];
  return [
    ...title,
    `dev accuracy   ${formatAccuracy(devAccuracy)}${isStoppedEarly ? ', so that training stopped early' : ''}`,
    `test accuracy  ${describeTest(summary)}`,
    ...describeModels(summary),
    ...describeValid(test),
    ...describePrompts(bestParameters),
    ...(test === null
      ? []
      : [...describeReport(test, columns), ...describeWrong(test.wrong, test.wrongCount)]),
    `requests       ${formatCount(requests.sent)} sent, ${formatCount(requests.saved)} saved`,
    ...describeGrounds(summary.classScores).map((line) => `class scores   ${line}`),
    ...describeRetries(requests.retries),
    ...describeOmitted(summary.omitted),
    `tokens         ${formatCount(costs.totalTokens)}`,
    ...describeCost(summary),
    ...compareEstimate(summary),
    ...(summary.cache === null ? [] : [describeCache(summary.cache)]),
    `run directory  ${runDirectory}`,
    ...(summary.isInterrupted ? [`go on with it  ${commandLine(`resume ${runDirectory}`)}`] : []),
  ].join('\n');
}

/**
 * The test accuracy with that of the initial prompts if they were tested, and the interval of what
 * it may be.
 */
export function describeTest({
  testAccuracy,
  baselineAccuracy,
  test,
}: Pick<RunSummary, 'testAccuracy' | 'baselineAccuracy' | 'test'>): string {
  return describeAccuracy({
    accuracy: testAccuracy,
    before: baselineAccuracy,
    examples: test?.examples ?? 0,
    interval: test?.interval ?? null,
    pValue: test?.pValue ?? null,
  });
}

/** A line for each of several models. */
function describeModels({ models = [] }: RunSummary): readonly string[] {
  return models.map(({ name, testAccuracy, baselineAccuracy }) => {
    const before = baselineAccuracy === null ? '' : `${formatAccuracy(baselineAccuracy)} → `;
    return `  on ${name}  ${before}${formatAccuracy(testAccuracy)}`;
  });
}

function describeValid(test: RunSummary['test']): readonly string[] {
  if (!test?.valid) return [];
  const { share, baseline } = test.valid;
  const before = baseline === null ? '' : `${formatAccuracy(baseline)} → `;
  return [`valid answers  ${before}${formatAccuracy(share)} match the output schema`];
}

const retryNames: Readonly<Record<FailureKind, string>> = {
  'rate-limit': 'too many requests',
  'server-error': 'server errors',
  connection: 'broken connections',
  timeout: 'no answer in time',
  'broken-reply': 'broken replies',
  other: 'other',
};

/** How often requests were sent again, and why; no line for none. */
export function describeRetries(retries: RetryCounts): readonly string[] {
  const kinds = failureKinds.filter((kind) => retries[kind] !== undefined);
  if (kinds.length === 0) return [];
  const total = kinds.reduce((sum, kind) => sum + (retries[kind] ?? 0), 0);
  const each = kinds.map((kind) => `${retryNames[kind]}: ${formatCount(retries[kind] ?? 0)}`);
  return [`retries        ${formatCount(total)} (${each.join(', ')})`];
}

const omittedNames: Readonly<Record<keyof Required<RunSummary['omitted']>, string>> = {
  example: 'examples',
  'hidden-text': 'hidden texts',
  candidate: 'candidates',
  proposal: 'proposals',
  'all-proposals': 'all proposals of a comparison',
  'shown-examples': 'examples shown for proposals',
  'kept-proposal': 'proposals',
  'kept-hidden-text': 'hidden texts',
};

/** What was left out, and what is not whole and was used all the same; events.jsonl names each. */
function describeOmitted(omitted: RunSummary['omitted']): readonly string[] {
  const entries = Object.entries(omitted).map(([name, count]) => {
    const what = name as keyof RunSummary['omitted'];
    return { isKept: isKept({ what }), text: `${omittedNames[what]}: ${formatCount(count)}` };
  });
  const list = (kept: boolean): string =>
    entries
      .filter((entry) => entry.isKept === kept)
      .map(({ text }) => text)
      .join(', ');
  const [left, kept] = [list(false), list(true)];
  return [
    ...(left === '' ? [] : [`left out       ${left} (events.jsonl names them)`]),
    ...(kept === '' ? [] : [`kept           cut by length or empty: ${kept}`]),
  ];
}

/** What the run cost; nothing where all that it used is free. */
function describeCost({ costs, spent }: RunSummary): readonly string[] {
  const { dollars, priceDates } = costs;
  if (dollars === null)
    return ['cost           not known; --prices FILE sets the prices of the models'];
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

/** What the replies that runs share did, and saved: money only if all prices are known. */
function describeCache(cache: CacheSummary): string {
  const { hits, misses, oldest } = cache;
  const { promptTokens, completionTokens, dollars } = sumSaved(cache);
  const tokens = `${formatCount(promptTokens + completionTokens)} tokens`;
  const money = dollars === undefined || dollars === 0 ? '' : ` and ${formatDollars(dollars)}`;
  const age = oldest === undefined ? '' : `, the oldest stored on ${oldest.slice(0, 10)}`;
  return `cache          ${formatCount(hits)} hits${age}, ${formatCount(misses)} misses, ${tokens}${money} saved`;
}
