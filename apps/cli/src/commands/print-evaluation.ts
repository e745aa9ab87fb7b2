import type { Dataset } from '@dln/datasets';
import {
  classificationReport,
  type ClassificationReport,
  describeGrounds,
  instructionsOf,
  type Network,
} from '@dln/vi';
import { formatCount, type RetryCounts, type Spending } from '@dln/run';
import { describeAccuracy } from '../reporters/describe-accuracy.ts';
import { describeRetries } from '../reporters/describe-summary.ts';
import { describeReport, describeWrong } from '../reporters/describe-report.ts';
import { isInvalid, type EvaluatedExample, type EvaluatedSplit } from './evaluate-network.ts';
import { scoringOf } from './scoring-of-predictions.ts';

/** What `dln eval` has measured. */
export interface Measurement {
  readonly evaluated: EvaluatedSplit;
  readonly network: Network;
  readonly dataset: Dataset;
  /** In what the network was asked otherwise than it was trained; a sentence each. */
  readonly differences: readonly string[];
  readonly spending: Spending;
  readonly retries: RetryCounts;
}

/** A measurement as one JSON object. */
export function measurementToJson(measurement: Measurement): Readonly<Record<string, unknown>> {
  const { evaluated, network, dataset, differences, spending, retries } = measurement;
  const { split, examples, accuracy, skipped, invalid } = evaluated;
  return {
    dataset: dataset.name,
    split,
    examples: examples.length,
    accuracy,
    skipped,
    invalid,
    report: reportOf(measurement),
    classScores: scoringOf(examples),
    differences,
    prompts: instructionsOf(network.parameters),
    parameters: network.parameters,
    costs: { totalTokens: spending.tokens },
    requests: { sent: spending.requestsSent, saved: spending.requestsSaved, retries },
  };
}

/** How the answers are spread over the classes of the network's last layer. */
function reportOf({ evaluated, network }: Measurement): ClassificationReport {
  const outputClasses = network.file.layers.at(-1)?.outputClasses ?? null;
  const classes = outputClasses?.map((texts) => texts.split('|')) ?? null;
  return classificationReport(evaluated.examples.map(asAnswered), { classes });
}

/** An invalid answer is an answer. */
function asAnswered(example: EvaluatedExample): EvaluatedExample {
  if (!isInvalid(example)) return example;
  const { failure: _, ...answered } = example;
  return answered;
}

/**
 * A measurement as lines for people.
 *
 * @param columns the width of the terminal. @default no limit
 */
export function describeMeasurement(measurement: Measurement, columns?: number): string {
  const { evaluated, spending } = measurement;
  const { split, accuracy, skipped, invalid } = evaluated;
  const examples = evaluated.examples.map(asAnswered);
  const { requestsSent, requestsSaved, tokens } = spending;
  const report = reportOf(measurement);
  const wrong = examples.filter(({ loss }) => loss > 0);
  const { interval } = report;
  const test = { accuracy, before: null, examples: examples.length, interval, pValue: null };
  const lines = [
    `${`${split} accuracy`.padEnd(14)} ${accuracy === null ? 'no examples' : describeAccuracy(test)}`,
    ...(skipped === 0 ? [] : [`skipped        ${formatCount(skipped)}, counted as wrong`]),
    ...(invalid === 0
      ? []
      : [
          `invalid        ${formatCount(invalid)} answers do not match the output schema, counted as wrong`,
        ]),
    ...describeReport(report, columns),
    ...describeGrounds(scoringOf(examples)).map((line) => `class scores   ${line}`),
    ...describeWrong(wrong.slice(0, 3), wrong.length),
    `requests       ${formatCount(requestsSent)} sent, ${formatCount(requestsSaved)} saved`,
    ...describeRetries(measurement.retries),
    `tokens         ${formatCount(tokens)}`,
  ];
  return lines.join('\n');
}
