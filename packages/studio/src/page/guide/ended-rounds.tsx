import type { GuideView } from '../../guide/service/guide-view.ts';
import { formatParameters } from '../../records/parameters.ts';
import { Text } from '../parts/text.tsx';

/** The rounds that have ended, and what they accepted. */
export function EndedRounds({ ended }: { readonly ended: GuideView['ended'] }) {
  return (
    <section>
      <h2>Rounds</h2>
      <div class="table-box" tabIndex={0} role="region" aria-label="Rounds">
        <table>
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Ratings</th>
              <th scope="col">Accepted</th>
            </tr>
          </thead>
          <tbody>
            {ended.map(({ round, ratings, accepted }) => (
              <tr key={round}>
                <td class="number">{round + 1}</td>
                <td class="number">{ratings}</td>
                <td>
                  {accepted === null ? (
                    'nothing: the parameters stayed'
                  ) : (
                    <Text value={accepted.map(formatParameters).join('\n\n')} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
