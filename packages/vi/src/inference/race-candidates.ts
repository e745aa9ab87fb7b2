import { argMax } from '../numerics/arg-max.ts';
import { indexed } from '../numerics/indexed.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import { leaveOut } from './leave-out.ts';
import { askModels } from './model-ensemble.ts';
import type { EvidenceExample, PromptEvidence } from './prompt-evidence.ts';
import type { Standing } from './rankings.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';
import { rewardsOf } from './rewards-of.ts';

/** When a candidate left a race, and why. */
export interface DroppedCandidate {
  /** Examples that had ranked it. */
  readonly after: number;
  /** Examples that rank those that stay to the end. */
  readonly of: number;
  /** What its reward lacked of the best one then, in nats. */
  readonly lag: number;
  /** Standard error of the lag over the examples in pairs; null if it cannot be told. */
  readonly lagStandardError: number | null;
}

/** Scored candidates, and what became of them. */
export interface Race {
  /** Those that were compared, the present parameters first. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly dropped: ReadonlyMap<Candidate, DroppedCandidate>;
  readonly examples: readonly EvidenceExample[];
  readonly terms: readonly ScoredTerm[];
}

/**
 * Scores candidates as the ranking says. Without stops before the last one, every example scores
 * every candidate.
 */
export async function raceCandidates(
  context: InferenceContext,
  evidence: PromptEvidence,
  entered: readonly Candidate[],
): Promise<Race> {
  const { strategies, settings } = context;
  const ranking = strategies.ranking(settings);
  const asking = askModels(context, evidence);
  const stops = ranking.stops(evidence.ranking.length);
  const dropped = new Map<Candidate, DroppedCandidate>();
  const unscored = new Set<Candidate>();
  let inRace = entered;
  for (const [stop, scored] of stops.entries()) {
    const isLast = stop === stops.length - 1;
    const examples = examplesUntil(evidence, scored);
    await asking.ask(examples, inRace);
    const missing = asking.missing(inRace);
    const kept = leaveOut(context, evidence, { examples, candidates: inRace, missing, isLast });
    for (const candidate of inRace)
      if (!kept.candidates.includes(candidate)) unscored.add(candidate);
    inRace = kept.candidates;
    if (!isLast && isRanked(evidence, kept.examples)) {
      const terms = asking.score(kept.examples, inRace);
      const place = { stop, entered: entered.length };
      const standing = { ...place, rewards: rewardsOf(terms), spreads: spreadsOf(terms, inRace) };
      const stay = ranking.keep(standing);
      const progress = { after: scored, of: evidence.ranking.length };
      for (const [at, candidate] of inRace.entries())
        if (!stay.includes(at)) dropped.set(candidate, { ...progress, ...lagAt(standing, at) });
      inRace = stay.map((at) => indexed(inRace, at));
    }
    // Nothing is left to decide without another candidate.
    if (isLast || inRace.length === 1) {
      const [present, ...others] = entered.filter((candidate) => !unscored.has(candidate));
      if (!present) throw new RangeError('no candidates to compare');
      const candidates = [present, ...others] as const;
      const terms = asking.score(kept.examples, candidates);
      return { candidates, dropped, examples: kept.examples, terms };
    }
  }
  throw new RangeError('a ranking without stops');
}

function isRanked({ ranking }: PromptEvidence, examples: readonly EvidenceExample[]): boolean {
  return examples.some(({ batchIndex }) => ranking.includes(batchIndex));
}

function spreadsOf(
  terms: readonly ScoredTerm[],
  candidates: readonly Candidate[],
): Standing['spreads'] {
  return candidates.map((_, at) => rewardSpread(terms, at));
}

/** What a candidate lacks of the best one. */
function lagAt(
  { rewards, spreads }: Standing,
  at: number,
): Pick<DroppedCandidate, 'lag' | 'lagStandardError'> {
  const best = argMax(rewards);
  return {
    lag: indexed(rewards, best) - indexed(rewards, at),
    lagStandardError: standardErrorOfDifference(indexed(spreads, at), indexed(spreads, best)),
  };
}

/**
 * The first `scored` of the examples that rank, and the same part of the others, which only terms
 * of all examples ask about.
 */
function examplesUntil(
  { examples, ranking }: PromptEvidence,
  scored: number,
): readonly EvidenceExample[] {
  const ranked = new Set(ranking.slice(0, scored));
  const others = examples.filter(({ batchIndex }) => !ranking.includes(batchIndex));
  const part = ranking.length === 0 ? 1 : scored / ranking.length;
  const shown = new Set(others.slice(0, Math.round(part * others.length)));
  return examples.filter((example) => ranked.has(example.batchIndex) || shown.has(example));
}
