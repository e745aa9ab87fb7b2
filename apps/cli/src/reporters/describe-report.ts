import type { ClassificationReport } from '@dln/vi';
import { formatAccuracy, formatCount, formatTable } from '@dln/run';
import stringWidth from 'string-width';
import { describeConfusions } from './describe-confusions.ts';
import { cutToWidth } from './fit-width.ts';

/** More classes make a matrix that is too large for a terminal; JSON has all of them. */
const MOST_CLASSES = 12;

/**
 * How a network's answers to labelled examples are spread, in lines for people; empty for a task
 * without classes.
 *
 * @param columns the width of the terminal; a wider confusion matrix is replaced by its largest
 *   confusions. @default no limit
 */
export function describeReport(report: ClassificationReport, columns?: number): readonly string[] {
  return [...describeClasses(report, columns), ...describeFigures(report)];
}

/** A line per class: how often it was answered right, and with what. */
function describeClasses(
  { classes, confusion }: ClassificationReport,
  columns = Infinity,
): readonly string[] {
  if (classes === null || confusion === null || classes.length === 0) return [];
  if (classes.length > MOST_CLASSES)
    return [`classes        ${classes.length}; --json has their confusion matrix`];
  const names = classes.map(({ name }) => cutToWidth(name, 16));
  const figures = [
    ['class', 'examples', 'recall', 'precision', 'F1'],
    ...classes.map(({ support, recall, precision, f1 }, at) => [
      names[at] ?? '',
      formatCount(support),
      formatAccuracy(recall),
      formatAccuracy(precision),
      formatShare(f1),
    ]),
  ];
  const answers = [
    ['answered:', ...names, 'no class'],
    ...confusion.map((counts) => ['', ...counts.map(formatCount)]),
  ];
  const whole = linesOf(figures.map((row, at) => [...row, ...(answers[at] ?? [])]));
  if (whole.every((line) => stringWidth(line) <= columns)) return whole;
  return [...linesOf(figures), ...describeConfusions(names, confusion)];
}

function linesOf(rows: readonly (readonly string[])[]): readonly string[] {
  return formatTable(rows).trimEnd().split('\n');
}

function describeFigures(report: ClassificationReport): readonly string[] {
  const { examples, macroF1, unanswered, unreadable, calibration } = report;
  const ofAll = (count: number): string =>
    `${formatCount(count)} of ${formatCount(examples)} (${formatAccuracy(count / examples)})`;
  const likelihood = calibration?.negativeLogLikelihood;
  return [
    ...(macroF1 === null ? [] : [`macro F1       ${formatShare(macroF1)}`]),
    ...(unreadable === null || examples === 0
      ? []
      : [`unreadable     ${unreadable === 0 ? 'none' : ofAll(unreadable)}`]),
    ...(unanswered === 0 ? [] : [`unanswered     ${ofAll(unanswered)}`]),
    ...(calibration === null
      ? []
      : [
          `calibration    ECE ${calibration.expectedCalibrationError.toFixed(3)}, NLL ${
            likelihood === null || likelihood === undefined
              ? 'not finite: a right class had probability 0'
              : `${likelihood.toFixed(3)} nats`
          }`,
        ]),
  ];
}

/** The first wrong answers, a line each, below their total; empty if all are right. */
export function describeWrong(
  first: readonly {
    readonly input: string;
    readonly target: string;
    readonly output: string;
    readonly failure?: unknown;
  }[],
  count: number,
): readonly string[] {
  if (count === 0) return [];
  const which =
    count > first.length ? `${formatCount(count)}, the first of them` : formatCount(count);
  const lines = first.map(({ input, target, output, failure }) => {
    const answer = failure === undefined ? `answered ${quote(output)}` : 'has no answer';
    return `  ${quote(input)} is ${quote(target)}, ${answer}`;
  });
  return [`wrong answers  ${which}`, ...lines];
}

function formatShare(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

function quote(text: string): string {
  return JSON.stringify(cutToWidth(text.replaceAll(/\s+/g, ' ').trim(), 60));
}
