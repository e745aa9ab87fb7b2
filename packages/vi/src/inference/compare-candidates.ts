import { indexed } from '../numerics/indexed.ts';
import { figuresOf, contribution, type ScoredTerm } from '../objectives/scored-term.ts';
import { groundsOf } from '../scoring/scoring-grounds.ts';
import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import type { Accepted } from './acceptance.ts';
import type { PromptUpdate, ScoredCandidate } from './prompt-update.ts';
import type { Race } from './race-candidates.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';

/**
 * Gives each candidate its reward, the weighted sum of its terms, and takes one of those that no
 * race dropped as the layer's parameters.
 */
export function compareCandidates(
  { strategies, settings }: InferenceContext,
  { candidates, terms, dropped }: Pick<Race, 'candidates' | 'terms' | 'dropped'>,
): Omit<PromptUpdate, 'duplicates'> {
  const figures = terms.map((term) => ({ ...term, figures: figuresOf(term) }));
  const scores = scoreTogether(terms);
  const scored = candidates.map(({ parameters, origin, proposer, copied, feedback }, at) => {
    const own = figures.map(({ name, weight, isScore, figures: all }) => ({
      name,
      weight,
      isScore,
      figures: indexed(all, at),
    }));
    const { value: score, standardError } = indexed(scores.figures, at);
    return {
      parameters,
      origin,
      ...(proposer === undefined ? {} : { proposer }),
      ...(copied === undefined ? {} : { copied }),
      ...(feedback === undefined ? {} : { feedback }),
      score,
      standardError,
      examples: scores.cells.filter((row) => row[at] !== undefined).length,
      terms: Object.fromEntries(own.map((term) => [term.name, term.figures])),
      reward: own.reduce(
        (sum, { weight, figures: { value } }) => sum + contribution(weight, value),
        0,
      ),
    };
  });
  const places = [...candidates.keys()].filter((at) => !dropped.has(indexed(candidates, at)));
  const accepted = strategies.acceptance(settings)({
    rewards: places.map((at) => indexed(scored, at).reward),
    terms: terms.map((term) => ({
      ...term,
      cells: term.cells.map((row) => places.map((at) => row[at])),
    })),
  });
  const { chosen, decision, withheld } = amongAll(accepted, places);
  const spreads = candidates.map((_, at) => rewardSpread(terms, at));
  return {
    parameters: indexed(candidates, chosen).parameters,
    chosen,
    candidates: scored.map((candidate, at): ScoredCandidate => {
      const spread = indexed(spreads, at);
      return {
        ...candidate,
        lagStandardError:
          at === chosen ? 0 : standardErrorOfDifference(spread, indexed(spreads, chosen)),
        grounds: groundsOf(
          terms.flatMap(({ cells }) => cells.flatMap((row) => row[at]?.scores ?? [])),
        ),
        ...boundsAt(accepted, places.indexOf(at)),
        ...droppedAt(dropped, indexed(candidates, at)),
      };
    }),
    weights: Object.fromEntries(terms.map(({ name, weight }) => [name, weight])),
    ...(withheld ? { withheld } : {}),
    ...(decision ? { decision: { basis: decision.basis, undecided: decision.undecided } } : {}),
  };
}

/** What was accepted of some of the candidates, by their places among all. */
function amongAll(
  { chosen, decision, withheld }: Accepted,
  places: readonly number[],
): Pick<Accepted, 'chosen' | 'decision' | 'withheld'> {
  return {
    chosen: indexed(places, chosen),
    ...(decision
      ? {
          decision: { ...decision, undecided: decision.undecided.map((at) => indexed(places, at)) },
        }
      : {}),
    ...(withheld
      ? { withheld: { ...withheld, candidate: indexed(places, withheld.candidate) } }
      : {}),
  };
}

function boundsAt({ decision }: Accepted, at: number): Pick<ScoredCandidate, 'bounds'> {
  const bounds = decision?.bounds[at];
  return bounds ? { bounds } : {};
}

function droppedAt(
  dropped: Race['dropped'],
  candidate: Candidate,
): Pick<ScoredCandidate, 'dropped'> {
  const own = dropped.get(candidate);
  return own ? { dropped: own } : {};
}

/**
 * The terms that make up the score, as one: example by example, so that it has a standard error.
 */
function scoreTogether(terms: readonly ScoredTerm[]): {
  readonly cells: ScoredTerm['cells'];
  readonly figures: ReturnType<typeof figuresOf>;
} {
  const [first, ...others] = terms.filter(({ isScore }) => isScore);
  if (!first) throw new RangeError('no term of the objective is a score');
  const cells = first.cells.map((row, example) =>
    row.map((cell, candidate) => {
      const values = [first, ...others].map((term) => {
        const value = term.cells[example]?.[candidate]?.value;
        return value === undefined ? undefined : contribution(term.weight, value);
      });
      const known = values.filter((value) => value !== undefined);
      return cell && { value: known.reduce((sum, value) => sum + value, 0) };
    }),
  );
  return { cells, figures: figuresOf({ cells }) };
}
