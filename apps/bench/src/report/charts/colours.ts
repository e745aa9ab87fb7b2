/**
 * Colours of a table's rows, the same in each chart, distinguishable for people with red-green
 * colour blindness (Okabe and Ito).
 */
const palette = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7f7f7f',
  '#000000',
] as const;

/** A colour scale over rows, with a legend. */
export function colourScale(rows: readonly string[]): {
  readonly domain: string[];
  readonly range: string[];
  readonly legend: true;
} {
  return {
    domain: [...rows],
    range: rows.map((_, index) => palette[index % palette.length] ?? palette[0]),
    legend: true,
  };
}
