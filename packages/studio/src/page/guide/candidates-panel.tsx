import type { ShownCandidate } from '../../guide/service/guide-view.ts';
import type { Missing } from '../../guide/round/judge-candidate.ts';
import { formatParameters } from '../../records/parameters.ts';
import { Text } from '../parts/text.tsx';

/**
 * How the candidates of a round stand, once the rater has finished: their strength against the
 * current parameters, and what is missing.
 */
export function CandidatesPanel({
  candidates,
  level,
}: {
  readonly candidates: readonly ShownCandidate[];
  readonly level: number;
}) {
  if (candidates.length === 0) return <p class="note">The round has no candidates.</p>;
  return (
    <section>
      <h2>Candidates</h2>
      <p class="note">
        Strength against the current parameters in nats (Bradley–Terry), with{' '}
        {Math.round(100 * level)} % intervals. A candidate is accepted if both intervals are above 0
        and labels, if there are any, do not contradict.
      </p>
      <div class="table-box" tabIndex={0} role="region" aria-label="Candidates">
        <table class="candidates">
          <thead>
            <tr>
              <th scope="col" class="wide">
                Candidate
              </th>
              <th scope="col">Origin</th>
              <th scope="col" class="number">
                All inputs
              </th>
              <th scope="col" class="number">
                Held back
              </th>
              <th scope="col" class="number">
                Score
              </th>
              <th scope="col">Decision</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ id, parameters, origin, ratings, scores, status, missing }) => (
              <tr key={id}>
                <td class="wide">
                  <Text value={parameters.map(formatParameters).join('\n\n')} />
                </td>
                <td>{origin}</td>
                <td class="number">{showInterval(ratings.all)}</td>
                <td class="number">{showInterval(ratings.heldBack)}</td>
                <td class="number">
                  {scores.all === null ? '–' : showGain(scores.all.difference)}
                </td>
                <td class="decision">
                  {status}
                  {missing.map((one) => (
                    <p class="note" key={`${one.kind} ${one.group}`}>
                      {describeMissing(one)}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function showInterval({
  difference,
  lower,
  upper,
  pairs,
}: ShownCandidate['ratings']['all']): string {
  return `${difference.toFixed(2)} [${lower.toFixed(2)}, ${upper.toFixed(2)}], ${pairs} rated`;
}

function showGain(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(100 * difference).toFixed(1)} points`;
}

/** What keeps a candidate from being accepted, in a sentence. */
function describeMissing(missing: Missing): string {
  const on = missing.group === 'held-back' ? ' on held-back inputs' : '';
  if (missing.kind === 'score')
    return `Its score${on} is lower by ${(-100 * missing.difference).toFixed(1)} points.`;
  if (missing.wins === null) return `Ratings${on} are far from deciding for it.`;
  return `${missing.wins} more ${missing.wins === 1 ? 'win' : 'wins'} in a row${on} would be enough.`;
}
