import type { LineSummary } from './line-summary.ts';
import type { RunView, StepRow } from './run-view.ts';

/** A point of a curve. */
export interface Point {
  readonly step: number;
  readonly value: number;
  readonly standardError: number | null;
}

/** A curve. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** A chart: curves of one unit over steps. */
export interface Curves {
  readonly name: string;
  readonly unit: 'share' | 'nats' | 'count' | 'dollars' | 'texts';
  readonly series: readonly Series[];
}

/** The charts of a run; curves without a point are left out, and so are charts without a curve. */
export function curvesOf(view: RunView): readonly Curves[] {
  const steps = (name: string, read: (row: StepRow) => Reading): Series => ({
    name,
    points: view.steps.flatMap((row) => {
      const reading = read(row);
      const { value, standardError = null } =
        typeof reading === 'object' && reading !== null ? reading : { value: reading };
      return value === null || value === undefined
        ? []
        : [{ step: row.iteration, value, standardError }];
    }),
  });
  const hidden = Math.max(0, ...view.steps.map((row) => row.stepped?.entropies.length ?? 0));
  const spent = (name: string, read: (line: LineSummary) => Reading): Series =>
    steps(name, (row) => {
      const line = row.stepped ?? row.began ?? row.validated;
      return line ? read(line) : null;
    });
  const charts: readonly Curves[] = [
    {
      name: 'Accuracy',
      unit: 'share',
      series: [
        steps('dev', (row) => row.validated?.devAccuracy ?? row.began?.devAccuracy),
        steps('batch, before the step', (row) => row.stepped?.accuracy),
        steps('batch, smoothed', (row) => row.stepped?.runningAccuracy),
      ],
    },
    {
      name: 'Score of the batch',
      unit: 'nats',
      series: [
        steps('score', (row) => row.stepped?.score),
        steps('smoothed', (row) => row.stepped?.runningScore),
      ],
    },
    {
      name: 'Bound of log p(y | x) on dev',
      unit: 'nats',
      series: [
        steps('bound', (row) => {
          const bound = row.validated?.bound;
          return bound ? { value: bound.nats, standardError: bound.standardError } : null;
        }),
      ],
    },
    {
      name: 'Effective hidden texts of an example',
      unit: 'texts',
      series: Array.from({ length: hidden }, (_, layer) =>
        steps(`layer ${layer + 1}`, (row) => row.stepped?.effectiveSampleSizes[layer]),
      ),
    },
    {
      name: 'Tokens',
      unit: 'count',
      series: [spent('tokens by the end of the step', (line) => line.spending?.tokens)],
    },
    {
      name: 'Cost',
      unit: 'dollars',
      series: [spent('US dollars by the end of the step', (line) => line.spending?.dollars)],
    },
  ];
  return charts
    .map((chart) => ({ ...chart, series: chart.series.filter(({ points }) => points.length > 0) }))
    .filter(({ series }) => series.length > 0)
    .filter(({ unit, series }) => unit !== 'dollars' || series.some(isAboveZero));
}

type Reading =
  | number
  | null
  | undefined
  | { readonly value: number; readonly standardError: number | null };

function isAboveZero({ points }: Series): boolean {
  return points.some(({ value }) => value > 0);
}
