import type { RunEntry } from '../../contract.ts';
import { benchTables, type BenchFigure } from '../../reducers/bench-table.ts';
import { formatShare } from '../parts/format.ts';

/** The results of the bench: rows by datasets. */
export function BenchTables({ cells }: { readonly cells: readonly RunEntry[] }) {
  return (
    <section>
      <h2>Bench</h2>
      <p class="note">
        Mean test accuracy over seeds ± standard deviation. Of a sweep, the setting with the best
        dev accuracy counts.
      </p>
      {benchTables(cells).map(({ name, rows, datasets, figures }) => (
        <div key={name} class="table-box" tabIndex={0} role="region" aria-label={name}>
          <table>
            <caption>{name}</caption>
            <thead>
              <tr>
                <th scope="col">Row</th>
                {datasets.map((dataset) => (
                  <th key={dataset} scope="col" class="number">
                    {dataset}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {datasets.map((dataset) => (
                    <td key={dataset} class="number">
                      {show(figures.get(row)?.get(dataset))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

function show(figure: BenchFigure | undefined): string {
  if (!figure) return '';
  const { mean, deviation, seeds, setting } = figure;
  const spread = deviation === null ? '' : ` ± ${(deviation * 100).toFixed(1)}`;
  const at = setting === '' ? '' : `, ${setting}`;
  return `${formatShare(mean)}${spread} (${seeds}${at})`;
}
