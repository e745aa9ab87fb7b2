import type { Dataset } from '@dln/datasets';
import type { Network } from '@dln/vi';
import { formatAccuracy, formatCount } from '../reporters/format-number.ts';
import type { Spending } from '../composition/spending.ts';
import type { EvaluatedSplit } from './evaluate-network.ts';

/** What `dln eval` has measured. */
export interface Measurement {
  readonly evaluated: EvaluatedSplit;
  readonly network: Network;
  readonly dataset: Dataset;
  readonly spending: Spending;
}

/** A measurement as one JSON object. */
export function measurementToJson(measurement: Measurement): Readonly<Record<string, unknown>> {
  const { evaluated, network, dataset, spending } = measurement;
  const { split, examples, accuracy, skipped } = evaluated;
  return {
    dataset: dataset.name,
    split,
    examples: examples.length,
    accuracy,
    skipped,
    differences: network.differences,
    prompts: network.file.layers.map(({ prompt }) => prompt),
    costs: { totalTokens: spending.tokens },
    requests: { sent: spending.requestsSent, saved: spending.requestsSaved },
  };
}

/** A measurement as lines for people. */
export function describeMeasurement({ evaluated, spending }: Measurement): string {
  const { split, examples, accuracy, skipped } = evaluated;
  const { requestsSent, requestsSaved, tokens } = spending;
  const lines = [
    `${split} accuracy  ${accuracy === null ? 'no examples' : `${formatAccuracy(accuracy)} of ${examples.length}`}`,
    ...(skipped === 0 ? [] : [`skipped        ${formatCount(skipped)}, counted as wrong`]),
    `requests       ${formatCount(requestsSent)} sent, ${formatCount(requestsSaved)} saved`,
    `tokens         ${formatCount(tokens)}`,
  ];
  return lines.join('\n');
}
