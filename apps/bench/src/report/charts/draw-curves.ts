import * as Plot from '@observablehq/plot';
import type { CurvePoint } from '../../cells/cell-result.ts';
import type { Sheet } from '../sheet.ts';
import { colourScale } from './colours.ts';
import { renderPlot } from './render-plot.ts';

interface Point {
  readonly row: string;
  readonly seed: number;
  readonly iteration: number;
  readonly value: number;
}

/**
 * Dev accuracy by step, a thin line per seed and a thick one for their mean; `undefined` without
 * training.
 */
export function drawDevCurves(sheet: Sheet, dataset: string): string | undefined {
  const points = pointsOf(sheet, dataset, 'dev').map((point) => ({
    ...point,
    value: point.value * 100,
  }));
  return draw(sheet, points, { label: 'dev accuracy, %' });
}

/** The score of each step, drawn the same way. */
export function drawScoreCurves(sheet: Sheet, dataset: string): string | undefined {
  return draw(sheet, pointsOf(sheet, dataset, 'score'), { label: 'score, nats per token' });
}

function pointsOf(sheet: Sheet, dataset: string, curve: 'dev' | 'score'): readonly Point[] {
  const trained = sheet.rows.filter((row) => sheet.experiment.rows[row]?.method.kind === 'dln');
  return trained.flatMap((row) =>
    (sheet.cells[row]?.[dataset]?.results ?? []).flatMap(({ cell, curves }) =>
      curves[curve].map(({ iteration, value }: CurvePoint) => ({
        row,
        seed: cell.name.seed,
        iteration,
        value,
      })),
    ),
  );
}

function draw(
  sheet: Sheet,
  points: readonly Point[],
  { label }: { readonly label: string },
): string | undefined {
  if (points.length < 2) return undefined;
  const rows = sheet.rows.filter((row) => points.some((point) => point.row === row));
  const hasSeeds = new Set(points.map(({ seed }) => seed)).size > 1;
  return renderPlot({
    width: 460,
    height: 280,
    marginLeft: 50,
    grid: true,
    color: colourScaleOf(sheet, rows),
    x: { label: 'step', tickFormat: 'd' },
    y: { label, nice: true },
    marks: [
      ...(hasSeeds
        ? [
            Plot.line(points, {
              x: 'iteration',
              y: 'value',
              stroke: 'row',
              z: ({ row, seed }: Point) => `${row} ${seed}`,
              strokeOpacity: 0.35,
              strokeWidth: 1,
            }),
          ]
        : []),
      Plot.line(
        points,
        Plot.groupX({ y: 'mean' }, { x: 'iteration', y: 'value', stroke: 'row', strokeWidth: 2.5 }),
      ),
      Plot.dot(
        points,
        Plot.groupX({ y: 'mean' }, { x: 'iteration', y: 'value', fill: 'row', r: 3 }),
      ),
    ],
  });
}

/** Rows have the same colours as in charts of all rows. */
function colourScaleOf(sheet: Sheet, rows: readonly string[]): ReturnType<typeof colourScale> {
  const { domain, range } = colourScale(sheet.rows);
  const kept = domain.flatMap((row, index) =>
    rows.includes(row) ? [{ row, colour: range[index] ?? '' }] : [],
  );
  return {
    domain: kept.map(({ row }) => row),
    range: kept.map(({ colour }) => colour),
    legend: true,
  };
}
