import type { ShareInterval } from '@dln/vi';
import { formatAccuracy, formatCount } from '@dln/run';

/** What a test came to. */
export interface TestResult {
  /** Null if nothing was tested. */
  readonly accuracy: number | null;
  /** Of the initial prompts; null if they were not tested. */
  readonly before: number | null;
  readonly examples: number;
  /** 95 % interval of the accuracy; null if it has none. */
  readonly interval: ShareInterval | null;
  /** McNemar's p of the difference; null without a test before. */
  readonly pValue: number | null;
}

/**
 * A test accuracy with what it may be worth: `61.0 % → 84.5 % (+23.5, of 200; 95 % interval 78.8 –
 * 88.9 %; McNemar p < 0.001)`.
 */
export function describeAccuracy(result: TestResult): string {
  const { accuracy, before, examples, interval, pValue } = result;
  if (accuracy === null) return formatAccuracy(null);
  const isCompared = before !== null;
  const remarks = [
    ...(examples === 0
      ? []
      : [`${isCompared ? `${formatGain(accuracy - before)}, ` : ''}of ${formatCount(examples)}`]),
    ...(interval === null
      ? []
      : [`95 % interval ${percent(interval.low)} – ${percent(interval.high)} %`]),
    ...(pValue === null ? [] : [`McNemar p ${formatP(pValue)}`]),
  ];
  const change = isCompared ? `${formatAccuracy(before)} → ` : '';
  const bracket = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  return `${change}${formatAccuracy(accuracy)}${bracket}`;
}

function formatGain(gain: number): string {
  return `${gain < 0 ? '−' : '+'}${percent(Math.abs(gain))}`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function formatP(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}
