import type { OverheadMeasurement } from './measure-overhead.ts';

/** A measured checkout. */
export interface MeasuredCheckout {
  readonly name: string;
  readonly measurement: OverheadMeasurement;
}

const mebibyte = 1024 * 1024;

/** A Markdown table of measurements, each compared with the first. */
export function reportOverhead(measured: readonly MeasuredCheckout[]): string {
  const [first] = measured;
  const perRequest = ({ cpuInMs, requests }: OverheadMeasurement): number => cpuInMs / requests;
  const rows = measured.map(({ name, measurement }) => {
    const { requests, elapsedInMs, peakMemory, memoryBefore } = measurement;
    const base = first?.measurement ?? measurement;
    return [
      name,
      requests,
      (perRequest(measurement) * 1000).toFixed(0),
      (perRequest(measurement) / perRequest(base)).toFixed(2),
      Math.round(requests / (elapsedInMs / 1000)),
      (memoryBefore / mebibyte).toFixed(0),
      (peakMemory / mebibyte).toFixed(0),
      (peakMemory / base.peakMemory).toFixed(2),
    ].join(' | ');
  });
  return [
    '| checkout | scorings | process time each, µs | ratio | a second | memory before, MiB | ' +
      'peak, MiB | ratio |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
