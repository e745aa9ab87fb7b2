import { z } from 'zod';

/** What the candidates of a proposer took, and what became of them. */
export interface ProposerCost {
  readonly proposer: string;
  /** Comparisons that it had candidates in. */
  readonly comparisons: number;
  readonly candidates: number;
  /** Candidates that a race dropped. */
  readonly dropped: number;
  /** Examples that scored its candidates, added up. */
  readonly scores: number;
  /** Comparisons that one of its candidates won. */
  readonly wins: number;
  /**
   * What its winners' rewards are above those of the parameters that they replaced, added up, in
   * nats.
   */
  readonly gain: number;
}

const updateSchema = z.object({
  chosen: z.number(),
  candidates: z.array(
    z.object({
      proposer: z.string().optional(),
      examples: z.number().optional(),
      reward: z.number().nullable(),
      dropped: z.unknown().optional(),
    }),
  ),
});

const stepSchema = z.object({
  type: z.literal('stepped'),
  info: z.object({
    layers: z.array(
      z.object({
        update: updateSchema.optional(),
        earlier: z.array(updateSchema).optional(),
      }),
    ),
  }),
});

type Update = z.infer<typeof updateSchema>;

/**
 * What each of several proposers took in a run, in the order in which they first appear; empty if
 * one proposer was enabled.
 */
export function proposerCosts(events: readonly unknown[]): readonly ProposerCost[] {
  const updates = events.flatMap((event) => {
    const read = stepSchema.safeParse(event);
    if (!read.success) return [];
    return read.data.info.layers.flatMap(({ update, earlier = [] }) =>
      update ? [...earlier, update] : earlier,
    );
  });
  const costs = new Map<string, ProposerCost>();
  for (const update of updates)
    for (const own of costsOf(update)) {
      const before = costs.get(own.proposer);
      costs.set(own.proposer, before ? add(before, own) : own);
    }
  return [...costs.values()];
}

function costsOf({ candidates, chosen }: Update): readonly ProposerCost[] {
  const present = candidates[0]?.reward ?? null;
  const named = candidates.flatMap(({ proposer, ...candidate }, at) =>
    proposer === undefined ? [] : [{ ...candidate, proposer, at }],
  );
  return [...Map.groupBy(named, ({ proposer }) => proposer)].map(([proposer, own]) => {
    const winner = own.find(({ at }) => at === chosen);
    const reward = winner?.reward ?? null;
    return {
      proposer,
      comparisons: 1,
      candidates: own.length,
      dropped: own.filter(({ dropped }) => dropped !== undefined).length,
      scores: own.reduce((sum, { examples = 0 }) => sum + examples, 0),
      wins: winner ? 1 : 0,
      gain: reward === null || present === null ? 0 : reward - present,
    };
  });
}

function add(one: ProposerCost, other: ProposerCost): ProposerCost {
  return {
    proposer: one.proposer,
    comparisons: one.comparisons + other.comparisons,
    candidates: one.candidates + other.candidates,
    dropped: one.dropped + other.dropped,
    scores: one.scores + other.scores,
    wins: one.wins + other.wins,
    gain: one.gain + other.gain,
  };
}
