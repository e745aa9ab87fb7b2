import type { Experiment, PaperFigure } from '../experiments/experiment.ts';
import type { SheetCell } from './sheet.ts';

type Measure = Experiment['measure'];

/**
 * Formats one of our figures: `68.5 ± 4.7` over seeds; `68.4 (62.2–74.1)`, the exact interval over
 * test items, for a single run or a row in which the seed has no effect; an en dash without runs.
 * Adds the number of missing seeds if other cells have more.
 *
 * @param seeds number of seeds in the whole table
 */
export function formatOurs(
  cell: SheetCell | undefined,
  { measure, seeds }: { readonly measure: Measure; readonly seeds: number },
): string {
  if (!cell) return '–';
  const { figure, exact } = cell;
  const missing = figure.count < seeds ? ` [${figure.count} of ${seeds} seeds]` : '';
  const mean = formatValue(figure.mean, measure);
  if (exact !== null)
    return (
      `${mean} ` +
      `(${formatValue(exact.low, measure)}–${formatValue(exact.high, measure)})${missing}`
    );
  if (figure.halfWidth === null || figure.halfWidth === 0) return `${mean}${missing}`;
  return `${mean} ± ${formatValue(figure.halfWidth, measure)}${missing}`;
}

/** A figure of the paper; an en dash if missing. */
export function formatPaper(figure: PaperFigure | undefined, measure: Measure): string {
  if (!figure) return '–';
  const mean = formatValue(figure.mean, measure);
  return figure.halfWidth === null ? mean : `${mean} ± ${formatValue(figure.halfWidth, measure)}`;
}

function formatValue(value: number, measure: Measure): string {
  return measure === 'accuracy' ? value.toFixed(1) : formatCount(value);
}

/** A count with thousands separators. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en');
}
