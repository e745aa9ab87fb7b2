import type { ProposerTrial } from '../../reducers/line-summary.ts';
import { formatCount, formatShare } from '../parts/format.ts';

/**
 * How often the candidates of each proposer won in a layer so far. The bandit that divides the next
 * candidates goes by these counts.
 */
export function ProposerTable({
  trials,
  layer,
}: {
  readonly trials: readonly ProposerTrial[];
  /** From 1. */
  readonly layer: number;
}) {
  const name = `Proposers of layer ${layer}, up to this step`;
  return (
    <div class="table-box narrow" tabIndex={0} role="region" aria-label={name}>
      <table>
        <caption>
          {name}. The share is the mean of Beta(1 + won, 1 + lost), from which the bandit draws.
        </caption>
        <thead>
          <tr>
            <th scope="col">Proposer</th>
            <th scope="col" class="number">
              Comparisons
            </th>
            <th scope="col" class="number">
              Won
            </th>
            <th scope="col" class="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {trials.map(({ proposer, comparisons, wins }) => (
            <tr key={proposer}>
              <th scope="row">{proposer}</th>
              <td class="number">{formatCount(comparisons)}</td>
              <td class="number">{formatCount(wins)}</td>
              <td class="number">{formatShare((1 + wins) / (2 + comparisons))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
