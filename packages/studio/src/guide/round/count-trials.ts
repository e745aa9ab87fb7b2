import type { ProposerTrials, TrialCounts } from '@dln/vi';
import type { GuideState } from '../session/guide-state.ts';

/** In how many rated rounds each proposer had a candidate, by whether it was accepted. */
export function countTrials({ rounds, pairRatings }: GuideState): ProposerTrials {
  const trials: Record<string, TrialCounts> = {};
  for (const { round, candidates, decided } of rounds) {
    const isRated = pairRatings.some((one) => one.round === round && one.verdict !== 'skip');
    if (!decided || !isRated) continue;
    const winner = candidates.find(({ id }) => id === decided.accepted)?.proposer;
    const names = new Set(
      candidates.flatMap(({ origin, proposer }) => (origin === 'current' ? [] : (proposer ?? []))),
    );
    for (const name of names) {
      const { wins, losses } = trials[name] ?? { wins: 0, losses: 0 };
      const isWon = name === winner;
      trials[name] = { wins: wins + Number(isWon), losses: losses + Number(!isWon) };
    }
  }
  return trials;
}
