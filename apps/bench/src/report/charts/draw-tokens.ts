import * as Plot from '@observablehq/plot';
import type { CellResult } from '../../cells/cell-result.ts';
import type { Sheet } from '../sheet.ts';
import { colourScale } from './colours.ts';
import { renderPlot } from './render-plot.ts';

interface Point {
  readonly row: string;
  /** Tokens to learn, in thousands, mean over datasets. */
  readonly tokens: number;
  /** Test accuracy in percent, mean over datasets. */
  readonly accuracy: number;
}

/**
 * Test accuracy against the tokens that a run takes to learn, both as means over datasets: a small
 * point per seed, a large one for a row. Only rows and seeds with results on all datasets count;
 * `undefined` if the sheet has none, or one dataset only.
 */
export function drawTokens(sheet: Sheet): string | undefined {
  if (sheet.datasets.length < 2 || sheet.experiment.measure !== 'accuracy') return undefined;
  const seeds = sheet.rows.flatMap((row) =>
    sheet.seeds.flatMap((seed) => pointOf(sheet, row, seed) ?? []),
  );
  const rows = sheet.rows.filter((row) => seeds.some((point) => point.row === row));
  const means = rows.flatMap((row) => {
    const own = seeds.filter((point) => point.row === row);
    const meanOf = (read: (point: Point) => number): number =>
      own.reduce((sum, point) => sum + read(point), 0) / own.length;
    return own.length === 0
      ? []
      : [{ row, tokens: meanOf(({ tokens }) => tokens), accuracy: meanOf((one) => one.accuracy) }];
  });
  if (means.length === 0) return undefined;
  const place = { x: 'tokens', y: 'accuracy', fill: 'row', z: null };
  const chart: Plot.PlotOptions = {
    width: 640,
    height: 360,
    marginLeft: 50,
    marginRight: 150,
    marginBottom: 44,
    color: { ...colourScale(rows), legend: false },
    x: { label: 'tokens to learn, thousands', labelOffset: 38, nice: true, grid: true },
    y: { label: 'mean test accuracy, %', nice: true, grid: true },
    marks: [
      Plot.dot(seeds, { ...place, fillOpacity: 0.35, r: 3 }),
      Plot.dot(means, { ...place, stroke: 'white', strokeWidth: 0.7, r: 6 }),
      Plot.text(means, { ...place, text: 'row', textAnchor: 'start', dx: 10 }),
    ],
  };
  // A separate SVG file needs the namespace.
  return renderPlot(chart, 'white').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
}

/** The means over datasets of a row with one seed; `undefined` if a dataset is missing. */
function pointOf(sheet: Sheet, row: string, seed: number): Point | undefined {
  const runs = sheet.datasets.map((dataset) =>
    (sheet.cells[row]?.[dataset]?.results ?? []).find(({ cell }) => cell.name.seed === seed),
  );
  const known = runs.filter((run) => run !== undefined);
  if (known.length < runs.length) return undefined;
  const meanOf = (read: (run: CellResult) => number): number =>
    known.reduce((sum, run) => sum + read(run), 0) / known.length;
  return {
    row,
    tokens: meanOf(({ trainingTokens }) => trainingTokens) / 1000,
    accuracy: meanOf(({ testAccuracy }) => testAccuracy) * 100,
  };
}
