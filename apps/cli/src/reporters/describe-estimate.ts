import { callsOf } from '@dln/llm';
import { callPurposes, usualLengths } from '@dln/vi';
import {
  type CostRanges,
  type Range,
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
  readonly purposes: Readonly<Record<string, CostRanges>>;
  readonly total: CostRanges;
  /** Requests of a metric that asks models; no other figure has them. */
  readonly metricRequests?: Range;
  readonly priceDates: readonly string[];
}

/** An estimate as `--json` prints it. */
export function reportEstimate(estimate: TrainingEstimate): EstimateReport {
  const { run, probe, models, metricRequests, priceDates } = estimate;
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
    ...(metricRequests ? { metricRequests } : {}),
    priceDates,
  };
}

/** An estimate as text: a line for each kind of call, and what the figures mean. */
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
  return [
    `${models.join(' and ')}; nothing was sent`,
    '',
    formatTable([head, ...rows]).trimEnd(),
    '',
    ...explainRange(estimate),
    describePrices(total, priceDates),
  ].join('\n');
}

/** What the figures assume, and what they leave out. */
function explainRange({
  run: { stoppedAtOnce },
  scoring,
  metricRequests,
  countsTokensExactly,
}: TrainingEstimate): readonly string[] {
  const { learnedPrompt, hiddenText, freeAnswer } = usualLengths;
  return [
    'Each figure is low – expected – high, or one figure if it is certain. The real training loop was run on a model that only counts, once for each of them:',
    'Low: every answer is right, no prompt changes, and next tokens show every class that they can show.',
    'Expected: half of the answers are wrong, half of the next tokens do not tell the classes apart, and each step takes a new prompt. A learned prompt has',
    `${learnedPrompt} tokens, a text between layers ${hiddenText}, a free answer ${freeAnswer}.`,
    'High: every answer is wrong, no next token tells the classes apart, every text is new and as long as allowed, and memory fills.',
    `Answers are scored by ${scoring.answers}.`,
    ...(metricRequests === null
      ? []
      : [
          `The metric asks a model, in ${showRange(metricRequests, formatCount)} requests that the table leaves out. Their tokens and dollars are not estimated.`,
        ]),
    'Requests are calls without those that repeat another. Requests that fail and are sent again come on top.',
    ...(stoppedAtOnce === null
      ? []
      : [
          `A run that reaches a dev accuracy of 100 % stops early, at the earliest after ${formatCount(callsOf(stoppedAtOnce.total))} calls (--stop-when-perfect false trains on).`,
        ]),
    countsTokensExactly
      ? "Tokens are counted by the model's own tokenizer, in a sample of the prompts."
      : 'Tokens are guessed from the lengths of texts, four bytes each.',
  ];
}

/** The date of the prices, or why the cost is unknown. */
function describePrices({ dollars }: CostRanges, dates: readonly string[]): string {
  if (dollars === null)
    return 'The cost is unknown: name the model (--fwd-model-type), and its price (--prices FILE) if the table of dln does not have it.';
  return dates.length === 0 ? '' : `Costs are at prices of ${dates.join(' and ')}.`;
}
