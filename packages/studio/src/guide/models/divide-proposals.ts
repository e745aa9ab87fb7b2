import type { RandomState } from '@dln/random';
import { divideCandidates, type ProposerTrials } from '@dln/vi';

/**
 * How many candidates each proposer is asked for. Proposers without trials come first, in random order, one candidate each; a Thompson bandit divides the others by how
 * often the candidates of a proposer were accepted.
 *
 * @returns `[proposer]`
 */
export function divideProposals(
  names: readonly string[],
  count: number,
  { trials, random }: { readonly trials: ProposerTrials; readonly random: RandomState },
): readonly number[] {
  const untried = names.flatMap((name, at) => (trials[name] === undefined ? [at] : []));
  const order = random.permutation(untried.length).slice(0, count);
  const first = new Set(order.map((at) => untried[at]));
  const others = divideCandidates(names, count - first.size, { trials, random });
  return others.map((share, at) => share + Number(first.has(at)));
}
