import stringWidth from 'string-width';
import {
  formatAccuracy,
  formatCount,
  formatDollars,
  formatNats,
  type PhaseProgress,
  type Spending,
} from '@dln/run';
import { cutToWidth } from './fit-width.ts';

const BAR_CELLS = 12;

/** What the progress line shows. */
export interface ProgressFigures {
  /** Steps that are done. */
  readonly done: number;
  readonly iterations: number;
  readonly phases: readonly PhaseProgress[];
  /** Answers a second, lately; null if not known yet. */
  readonly rate: number | null;
  /** Seconds that the remaining steps may take; null if not known yet. */
  readonly secondsLeft: number | null;
  /** Null before a validation. */
  readonly bestDevAccuracy: number | null;
  /** Null before a step that counts. */
  readonly runningScore: number | null;
  readonly spending: Spending;
}

/** The bar alone, so that it can be coloured. */
export function drawBar({ done, iterations }: ProgressFigures): string {
  const share = iterations === 0 ? 0 : Math.min(1, done / iterations);
  const filled = Math.floor(share * BAR_CELLS);
  return '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
}

/**
 * What stands beside the bar, within a number of columns: steps, phases with their counts, rate and
 * time left come first; what does not fit is left out, from the end.
 */
export function describeProgress(figures: ProgressFigures, columns: number): string {
  const { done, iterations, phases, rate, secondsLeft, bestDevAccuracy, runningScore } = figures;
  const { requestsSent, tokens, dollars } = figures.spending;
  const open = phases.filter((phase) => phase.done < phase.total);
  const shown = (open.length === 0 ? phases.slice(-1) : open).map(
    ({ phase, done: answered, total }) => `${phase} ${formatCount(answered)}/${formatCount(total)}`,
  );
  const parts = [
    `${done}/${iterations}`,
    ...(shown.length === 0 ? [] : [shown.join(', ')]),
    ...(rate === null ? [] : [`${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))}/s`]),
    ...(secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]),
    ...(bestDevAccuracy === null ? [] : [`best dev ${formatAccuracy(bestDevAccuracy)}`]),
    ...(runningScore === null ? [] : [`score ${formatNats(runningScore)}`]),
    `${formatCount(requestsSent)} requests`,
    `${formatCount(tokens)} tokens`,
    ...(dollars ? [formatDollars(dollars)] : []),
  ];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line}  ${part}`;
    if (stringWidth(longer) > columns) break;
    line = longer;
  }
  return line === '' ? cutToWidth(parts.join('  '), columns) : line;
}

/** A duration in words: `40 s`, `3 min`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
