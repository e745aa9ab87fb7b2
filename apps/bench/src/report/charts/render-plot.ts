/// <reference lib="dom" />
// Plot speaks of elements in its types.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/**
 * Renders a chart as the text of an SVG or, with a legend, of a figure.
 *
 * @param background of an SVG that stands alone, on pages of any colour
 */
export function renderPlot(options: Plot.PlotOptions, background = 'transparent'): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const element = Plot.plot({
    ...options,
    document,
    style: { fontFamily: 'system-ui, sans-serif', fontSize: '12px', background },
  });
  return element.outerHTML;
}
