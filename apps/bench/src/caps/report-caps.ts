import type { CapMeasurement } from './measure-cap.ts';

/** A Markdown table of the tested caps, and how many held. */
export function reportCaps(measurements: readonly CapMeasurement[]): string {
  const rows = measurements.map(({ cap, spent, served, isReached, isSame }) =>
    [
      `${cap.value} ${cap.unit}`,
      show(spent),
      show(served),
      isReached ? 'at the cap' : 'at its end',
      isSame ? 'same result' : 'ANOTHER RESULT',
    ].join(' | '),
  );
  const held = measurements.filter(
    ({ cap, spent, served }) => spent <= cap.value && served <= cap.value,
  );
  const same = measurements.filter(({ isSame }) => isSame);
  return [
    '| cap | spent, our account | spent, the server’s | ended | resumed |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `${held.length} of ${measurements.length} caps held by both accounts; ${same.length} ` +
      'resumed to the same result.',
  ].join('\n');
}

function show(value: number): string {
  return String(Number(value.toFixed(4)));
}
