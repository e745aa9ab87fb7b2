import { callPurposes, usualLengths } from '@dln/vi';
import {
  type ExpenseRanges,
  formatCount,
  formatDollars,
  formatTable,
  showRange,
  toRanges,
  totalRanges,
  type TrainingEstimate,
} from '@dln/run';

/** What a run takes, by what its models are asked for. */
export interface EstimateReport {
  readonly models: readonly string[];
  readonly purposes: Readonly<Record<string, ExpenseRanges>>;
  readonly total: ExpenseRanges;
  readonly priceDates: readonly string[];
}

/** An estimate as `--json` prints it. */
export function reportEstimate(estimate: TrainingEstimate): EstimateReport {
  const { run, probe, models, priceDates } = estimate;
  const { low, expected, high } = run;
  return {
    models,
    purposes: {
      probe: toRanges(probe),
      ...Object.fromEntries(
        callPurposes.map((purpose) => [
          purpose,
          toRanges({
            low: low.purposes[purpose],
            expected: expected.purposes[purpose],
            high: high.purposes[purpose],
          }),
        ]),
      ),
    },
    total: totalRanges(run, probe),
    priceDates,
  };
}

/** An estimate for people: a line for each kind of call, and what the figures mean. */
export function describeEstimate(estimate: TrainingEstimate): string {
  const { purposes, total, models, priceDates } = reportEstimate(estimate);
  const rows = [...Object.entries(purposes), ['total', total] as const]
    .filter(([name, { calls }]) => name === 'total' || calls.high > 0)
    .map(([name, { calls, requests, tokens, dollars }]) => [
      name,
      showRange(calls, formatCount),
      showRange(requests, formatCount),
      showRange(tokens, formatCount),
      ...(total.dollars === null
        ? []
        : [dollars === null ? '' : showRange(dollars, formatDollars)]),
    ]);
  const head = ['', 'calls', 'requests', 'tokens', ...(total.dollars === null ? [] : ['cost'])];
  const { learnedPrompt, hiddenText, freeAnswer } = usualLengths;
  return [
    `${models.join(' and ')}; nothing was sent`,
    '',
    formatTable([head, ...rows]).trimEnd(),
    '',
    'Each figure is low – expected – high, or one where it is certain. Low: no batch has an error where that ends a step, and prompts stay as they are. High: every answer is wrong,',
    'every prompt is another one, memory fills, and replies are as long as they may be; the calls are exact then. Expected: half of the answers are wrong; a learned',
    `prompt has ${learnedPrompt} tokens, a text between layers ${hiddenText}, a free answer ${freeAnswer}. Requests are calls less those that are sure to repeat another.`,
    ...(estimate.mayStopEarly
      ? [
          'A run that reaches a dev accuracy of 100 % stops early and takes less than any of these figures (--stop-when-perfect false trains on).',
        ]
      : []),
    estimate.countsTokensExactly
      ? "Tokens are counted by the model's own tokenizer."
      : 'Tokens are guessed from the lengths of texts, four bytes each.',
    describePrices(total, priceDates),
  ].join('\n');
}

/** Where the costs come from, or why there are none. */
function describePrices({ dollars }: ExpenseRanges, dates: readonly string[]): string {
  if (dollars === null)
    return 'What it costs is not known: name the model (--fwd-model-type), and its price (--prices FILE) where it is not in the table that ships with dln.';
  return dates.length === 0 ? '' : `Costs are at prices of ${dates.join(' and ')}.`;
}
