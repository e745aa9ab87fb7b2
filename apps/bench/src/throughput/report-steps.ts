import type { StepMeasurement } from './measure-step.ts';

/** A Markdown table of measured steps. */
export function reportSteps(measurements: readonly StepMeasurement[]): string {
  const rows = measurements.map((one) =>
    [
      one.capacity,
      one.requests,
      one.distinctRequests,
      one.links,
      one.peakConcurrency,
      (one.boundInMs / 1000).toFixed(2),
      (one.elapsedInMs / 1000).toFixed(2),
      (one.elapsedInMs / one.boundInMs).toFixed(3),
    ].join(' | '),
  );
  return [
    '| capacity | requests | distinct | links | peak | bound, s | step, s | step ÷ bound |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
