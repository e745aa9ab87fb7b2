import { z } from 'zod';
import type { ScoredCandidate, PromptUpdate } from '../inference/prompt-update.ts';
import {
  areEqualParameters,
  type Demonstration,
  type LayerParameters,
} from '../layers/layer-parameters.ts';
import { explorationPenalty } from '../objectives/exploration-penalty.ts';
import { terms } from '../objectives/terms.ts';
import { trustRegion } from '../objectives/trust-region.ts';
import type { SteppedEvent } from '../training/train-event.ts';

const nats = z.number().nullable();

const termSchema: z.ZodType<TermEntry> = z.strictObject({
  value: nats.describe('null: infinity'),
  standardError: nats.describe('Over the examples; null if it cannot be told'),
  weight: z.number().describe('Its factor in the reward, below 0 for a penalty'),
});

/** The format of the candidate ledger: a line for each candidate that a step compared, or would have. */
export const candidateEntrySchema: z.ZodType<CandidateEntry> = z.strictObject({
  step: z.int().min(0).describe('The step, from 0'),
  layer: z.int().min(1).describe('The layer, from 1 at the input'),
  round: z.int().min(1).describe('Which comparison of this layer in this step, from 1'),
  candidate: z
    .int()
    .min(0)
    .nullable()
    .describe('Its place among those compared; null for a duplicate that was not compared'),
  prompt: z.string().describe('The instruction'),
  demonstrations: z
    .array(z.strictObject({ input: z.string(), output: z.string() }))
    // Ledgers of earlier versions do not have it.
    .default([])
    .describe('Worked examples before each input'),
  origin: z
    .enum(['current', 'memory', 'proposal'])
    .describe('The present parameters, some that did well before, or new ones'),
  outcome: z.enum(['won', 'lost', 'duplicate', 'refused']),
  reason: z.string().describe('Why, in words'),
  examples: z.int().min(0).describe('Examples that its rank counts'),
  score: nats.describe(
    'Expected log-probability of its targets, nats per token (or its accuracy); null: minus infinity',
  ),
  scoreStandardError: nats,
  divergence: nats.describe('As terms.trustRegion; 0 without it. null: infinity'),
  divergenceStandardError: nats,
  divergenceWeight: z.number().describe('What a nat of divergence takes off the reward'),
  wrongTextLikelihood: nats.describe('As terms.explorationPenalty; 0 without it'),
  wrongTextStandardError: nats,
  wrongTextWeight: z.number().describe('What a nat of it takes off the reward'),
  terms: z
    .record(z.string(), termSchema)
    .describe(
      `The terms of the objective that have a weight here, by name. ${terms.map(({ name, description }) => `${name}: ${description}`).join(' ')}`,
    ),
  reward: nats.describe('The weighted sum of the terms; the largest wins. null: minus infinity'),
  lag: nats.describe('What its reward lacks of the winner’s, in nats; 0 for the winner'),
  lagStandardError: nats.describe('Over the examples in pairs; null where it cannot be told'),
  scoredBy: z
    .string()
    .nullable()
    .describe('How its class scores were found; null where texts or accuracy are scored'),
  cells: z.int().min(0).describe('Class scores that it rests on: contexts times classes'),
  flooredCells: z
    .int()
    .min(0)
    .describe('Those of classes that no shown token stands for: bounded, not known'),
  unansweredContexts: z.int().min(0).describe('Contexts where no class was shown or named'),
  rewardLower: nats.describe('The least that its reward can be; null: minus infinity'),
  rewardUpper: nats.describe('The most that its reward can be; null: minus infinity'),
  proposer: z
    .string()
    .exactOptional()
    .describe('The proposer that it comes from; absent if one is enabled'),
  copied: z
    .string()
    .exactOptional()
    .describe('The training text that its instruction copies; absent if none was found'),
  rankedOn: z
    .array(z.int().min(0))
    .exactOptional()
    .describe(
      'The examples that score the candidates of this comparison, by their places in the batch',
    ),
});

/** What one term of the objective says of a candidate. */
export interface TermEntry {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly weight: number;
}

/** One candidate of the ledger. Figures of a duplicate that was not compared are those of the candidate that it repeats. */
export interface CandidateEntry {
  readonly step: number;
  readonly layer: number;
  readonly round: number;
  readonly candidate: number | null;
  /** The instruction. */
  readonly prompt: string;
  readonly demonstrations: readonly Demonstration[];
  readonly origin: 'current' | 'memory' | 'proposal';
  readonly outcome: 'won' | 'lost' | 'duplicate' | 'refused';
  readonly reason: string;
  readonly examples: number;
  readonly score: number | null;
  readonly scoreStandardError: number | null;
  readonly divergence: number | null;
  readonly divergenceStandardError: number | null;
  readonly divergenceWeight: number;
  readonly wrongTextLikelihood: number | null;
  readonly wrongTextStandardError: number | null;
  readonly wrongTextWeight: number;
  readonly terms: Readonly<Record<string, TermEntry>>;
  readonly reward: number | null;
  readonly lag: number | null;
  readonly lagStandardError: number | null;
  readonly scoredBy: string | null;
  readonly cells: number;
  readonly flooredCells: number;
  readonly unansweredContexts: number;
  readonly rewardLower: number | null;
  readonly rewardUpper: number | null;
  /** The proposer that it comes from. @default one is enabled */
  readonly proposer?: string;
  /** The training text that its instruction copies. @default none was found */
  readonly copied?: string;
  /** The examples that score the candidates, by their places in the batch. @default not recorded, in runs of earlier versions */
  readonly rankedOn?: readonly number[];
}

/** What a step's comparisons come to, a candidate each: every layer, every round, what won and what lost by how much. */
export function listCandidates({ iteration, info }: SteppedEvent): readonly CandidateEntry[] {
  return info.layers.flatMap(({ update, earlier = [] }, index) =>
    [...earlier, ...(update ? [update] : [])].flatMap((comparison, round) =>
      listComparison(comparison).map((entry) => ({
        step: iteration,
        layer: index + 1,
        round: round + 1,
        ...entry,
        ...(comparison.rankedOn ? { rankedOn: comparison.rankedOn } : {}),
      })),
    ),
  );
}

type OwnEntry = Omit<CandidateEntry, 'step' | 'layer' | 'round'>;

type Figures = Omit<
  OwnEntry,
  | 'candidate'
  | 'prompt'
  | 'demonstrations'
  | 'origin'
  | 'outcome'
  | 'reason'
  | 'copied'
  | 'proposer'
>;

function listComparison(update: PromptUpdate): readonly OwnEntry[] {
  const { candidates, duplicates } = update;
  const compared = candidates.map((candidate, at) => ({
    candidate: at,
    ...columnsOf(candidate.parameters),
    origin: candidate.origin,
    ...judge(update, candidate, at),
    ...figures(update, candidate),
    ...(candidate.proposer === undefined ? {} : { proposer: candidate.proposer }),
    ...(candidate.copied === undefined ? {} : { copied: candidate.copied }),
  }));
  const repeated = duplicates.flatMap(({ parameters, origin, of }): readonly OwnEntry[] => {
    const original = candidates[of];
    if (!original) return [];
    const reason = `duplicate of candidate ${of}`;
    return [
      {
        candidate: null,
        ...columnsOf(parameters),
        origin,
        outcome: 'duplicate',
        reason,
        ...figures(update, original),
      },
    ];
  });
  const refused = (update.refused ?? []).map(({ parameters, origin, copied }): OwnEntry => ({
    candidate: null,
    ...columnsOf(parameters),
    origin,
    outcome: 'refused',
    reason: 'refused: copies training text',
    ...NO_FIGURES,
    copied,
  }));
  return [...compared, ...repeated, ...refused];
}

function columnsOf({
  instruction,
  demonstrations,
}: LayerParameters): Pick<OwnEntry, 'prompt' | 'demonstrations'> {
  return { prompt: instruction, demonstrations };
}

function judge(
  update: PromptUpdate,
  candidate: ScoredCandidate,
  at: number,
): Pick<OwnEntry, 'outcome' | 'reason'> {
  const { candidates, chosen } = update;
  const withheld = judgeWithheld(update, at);
  if (withheld) return withheld;
  const undecided = judgeUndecided(update, candidate, at);
  if (undecided) return { outcome: at === chosen ? 'won' : 'lost', reason: undecided };
  const best = candidates[chosen]?.reward ?? -Infinity;
  if (at === chosen) {
    const isShared = candidates.some((other, index) => index !== at && other.reward === best);
    const reason = isShared ? 'won: highest reward, the first among equals' : 'won: highest reward';
    return { outcome: 'won', reason };
  }
  const first = candidates.findIndex(({ parameters }) =>
    areEqualParameters(parameters, candidate.parameters),
  );
  if (first < at) return { outcome: 'lost', reason: `lost: duplicate of candidate ${first}` };
  if (candidate.reward === best)
    return { outcome: 'lost', reason: 'lost: equal reward, came later' };
  if (!Number.isFinite(candidate.reward)) {
    const isOutside = candidate.terms[trustRegion.name]?.value === Infinity;
    const why = isOutside ? 'it is outside the trust region' : 'a text is impossible under it';
    return { outcome: 'lost', reason: `lost: ${why}` };
  }
  const margin =
    candidate.lagStandardError === null ? '' : ` ± ${candidate.lagStandardError.toPrecision(2)}`;
  const lag = (best - candidate.reward).toPrecision(2);
  return { outcome: 'lost', reason: `lost: reward lower by ${lag}${margin}` };
}

/** Why, if a candidate leads the present parameters by too little to replace them; undefined for the other candidates. */
function judgeWithheld(
  { candidates, withheld }: PromptUpdate,
  at: number,
): Pick<OwnEntry, 'outcome' | 'reason'> | undefined {
  if (!withheld) return undefined;
  const { candidate, lead, standardError, beyond } = withheld;
  const margin = standardError === null ? '' : ` ± ${standardError.toPrecision(2)}`;
  const short = `leads by ${lead.toPrecision(2)}${margin}, not more than ${beyond} standard errors`;
  if (at === candidate) return { outcome: 'lost', reason: `lost: ${short}` };
  if (at === 0) return { outcome: 'won', reason: `won: candidate ${candidate} ${short}` };
  const present = candidates[0]?.reward ?? -Infinity;
  const own = candidates[at]?.reward ?? -Infinity;
  return own > present
    ? {
        outcome: 'lost',
        reason: `lost: reward not above that of candidate ${candidate}, which stays out`,
      }
    : undefined;
}

/** Why, where the order of two candidates is within what is not known; undefined where it is known. */
function judgeUndecided(
  { candidates, chosen, decision }: PromptUpdate,
  candidate: ScoredCandidate,
  at: number,
): string | undefined {
  if (!decision) return judgeSampled(candidates, chosen, at);
  const { basis, undecided } = decision;
  const floored = `${sumOf(candidate, 'floored')} of ${sumOf(candidate, 'cells')} class scores are bounds`;
  if (at !== chosen) {
    if (!undecided.includes(at)) return undefined;
    const difference = candidate.reward - (candidates[chosen]?.reward ?? -Infinity);
    const side = difference > 0 ? 'higher' : 'lower';
    return `undecided: reward ${side} by ${Math.abs(difference).toPrecision(2)}, within what is not known (${floored})`;
  }
  if (basis === 'kept')
    return 'undecided: the present prompt stays, no other is known to be better';
  if (basis === 'worst-case')
    return 'undecided: its worst case is above the estimate of the present prompt';
  return undecided.length === 0
    ? undefined
    : `won: not known to be better than ${undecided.map((one) => `candidate ${one}`).join(', ')}`;
}

/** A lag below so many standard errors may be the luck of the draw. */
const surelyDrawn = 2;

/** Why, where the order of two candidates is within the error of sampled answers. */
function judgeSampled(
  candidates: readonly ScoredCandidate[],
  chosen: number,
  at: number,
): string | undefined {
  const best = candidates[chosen];
  const isSampled = best?.grounds?.some(({ method }) => method === 'sample-share') ?? false;
  if (!best || !isSampled) return undefined;
  const isClose = ({ reward, lagStandardError }: ScoredCandidate): boolean =>
    lagStandardError === null || best.reward - reward < surelyDrawn * lagStandardError;
  if (at === chosen) {
    const close = [...candidates.keys()].filter(
      (other) => other !== chosen && candidates[other] && isClose(candidates[other]),
    );
    return close.length === 0
      ? undefined
      : `undecided: highest reward, but within two standard errors of ${close.map((one) => `candidate ${one}`).join(', ')}`;
  }
  const own = candidates[at];
  if (!own || !isClose(own)) return undefined;
  const lag = (best.reward - own.reward).toPrecision(2);
  const margin = own.lagStandardError === null ? '' : ` ± ${own.lagStandardError.toPrecision(2)}`;
  return `undecided: reward lower by ${lag}${margin}, within two standard errors of sampled answers`;
}

function sumOf(
  { grounds = [] }: ScoredCandidate,
  field: 'cells' | 'floored' | 'unanswered',
): number {
  return grounds.reduce((sum, one) => sum + one[field], 0);
}

function figures(
  { candidates, chosen, weights }: PromptUpdate,
  candidate: ScoredCandidate,
): Figures {
  const best = candidates[chosen]?.reward ?? -Infinity;
  const entries = Object.entries(candidate.terms).map(([name, { value, standardError }]) => {
    const weight = weights[name];
    if (weight === undefined) throw new RangeError(`the term ${name} has no weight`);
    const entry = { value: finite(value), standardError: finite(standardError), weight };
    return [name, entry] as const;
  });
  const byName = new Map(entries);
  const divergence = byName.get(trustRegion.name) ?? NO_PART;
  const wrongText = byName.get(explorationPenalty.name) ?? NO_PART;
  return {
    examples: candidate.examples,
    score: finite(candidate.score),
    scoreStandardError: finite(candidate.standardError),
    divergence: divergence.value,
    divergenceStandardError: divergence.standardError,
    divergenceWeight: takenOff(divergence),
    wrongTextLikelihood: wrongText.value,
    wrongTextStandardError: wrongText.standardError,
    wrongTextWeight: takenOff(wrongText),
    terms: Object.fromEntries(entries),
    reward: finite(candidate.reward),
    lag: candidate.reward === best ? 0 : finite(best - candidate.reward),
    lagStandardError: finite(candidate.lagStandardError),
    scoredBy: candidate.grounds?.map(({ strategy }) => strategy).join('; ') || null,
    cells: sumOf(candidate, 'cells'),
    flooredCells: sumOf(candidate, 'floored'),
    unansweredContexts: sumOf(candidate, 'unanswered'),
    rewardLower: finite(candidate.bounds?.lower ?? candidate.reward),
    rewardUpper: finite(candidate.bounds?.upper ?? candidate.reward),
  };
}

/** The figures of a candidate that was not scored. */
const NO_FIGURES: Figures = {
  examples: 0,
  score: null,
  scoreStandardError: null,
  divergence: 0,
  divergenceStandardError: 0,
  divergenceWeight: 0,
  wrongTextLikelihood: 0,
  wrongTextStandardError: 0,
  wrongTextWeight: 0,
  terms: {},
  reward: null,
  lag: null,
  lagStandardError: null,
  scoredBy: null,
  cells: 0,
  flooredCells: 0,
  unansweredContexts: 0,
  rewardLower: null,
  rewardUpper: null,
};

/** A term that has no part in the reward of a layer. */
const NO_PART: TermEntry = { value: 0, standardError: 0, weight: 0 };

function takenOff({ weight }: TermEntry): number {
  return weight === 0 ? 0 : -weight;
}

/** JSON knows no infinity. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
