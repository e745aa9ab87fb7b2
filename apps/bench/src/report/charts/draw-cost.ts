import * as Plot from '@observablehq/plot';
import type { Sheet } from '../sheet.ts';
import { colourScale } from './colours.ts';
import { renderPlot } from './render-plot.ts';

/** Accuracy against tokens (training and test), one point per run; `undefined` without runs. */
export function drawCost(sheet: Sheet, dataset: string): string | undefined {
  const points = sheet.rows.flatMap((row) =>
    (sheet.cells[row]?.[dataset]?.results ?? []).map((result) => ({
      row,
      tokens: Math.max(1, result.trainingTokens + result.testTokens),
      accuracy: result.testAccuracy * 100,
    })),
  );
  if (points.length === 0) return undefined;
  return renderPlot({
    width: 460,
    height: 280,
    marginLeft: 50,
    marginBottom: 44, // the label stands below the ticks
    color: colourScale(sheet.rows),
    x: {
      type: 'log',
      label: 'tokens, training and test',
      labelOffset: 38,
      tickFormat: '~s',
      ticks: 5,
      nice: true,
    },
    y: { label: 'test accuracy, %', nice: true, grid: true },
    marks: [
      Plot.dot(points, {
        x: 'tokens',
        y: 'accuracy',
        fill: 'row',
        stroke: 'white',
        strokeWidth: 0.7,
        r: 5,
      }),
    ],
  });
}
