import type { RandomState } from '@dln/random';
import { divideCandidates, type ProposerTrials } from '@dln/vi';

/**
 * How many candidates each proposer is asked for. Rewriting, which learns from ratings, gets half
 * of them. Of the others, proposers without trials come first, in random order, one candidate each;
 * a Thompson bandit divides what is left by how often the candidates of a proposer were accepted.
 *
 * @returns `[proposer]`
 */
export function divideProposals(
  names: readonly string[],
  count: number,
  { trials, random }: { readonly trials: ProposerTrials; readonly random: RandomState },
): readonly number[] {
  const rewrites = names.includes('rewrite') && names.length > 1 ? Math.ceil(count / 2) : 0;
  const untried = names.flatMap((name, at) =>
    trials[name] === undefined && !(name === 'rewrite' && rewrites > 0) ? [at] : [],
  );
  const order = random.permutation(untried.length).slice(0, count - rewrites);
  const first = new Set(order.map((at) => untried[at]));
  const others = divideCandidates(names, count - rewrites - first.size, { trials, random });
  return others.map(
    (share, at) => share + Number(first.has(at)) + (names[at] === 'rewrite' ? rewrites : 0),
  );
}
