import { z } from 'zod';
import type { Demonstration } from '../layers/layer-parameters.ts';
import { terms } from '../objectives/terms.ts';

const nats = z.number().nullable();

const termSchema: z.ZodType<TermEntry> = z.strictObject({
  value: nats.describe('null: infinity'),
  standardError: nats.describe('Over the examples; null if it cannot be told'),
  weight: z.number().describe('Its factor in the reward, below 0 for a penalty'),
});

/** The format of the candidate ledger: a line per candidate that a step compared or refused. */
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
  lagStandardError: nats.describe('Over the examples in pairs; null for a single example'),
  scoredBy: z
    .string()
    .nullable()
    .describe('How its class scores were found; null if texts or accuracy are scored'),
  cells: z.int().min(0).describe('Class scores that it rests on: contexts times classes'),
  flooredCells: z
    .int()
    .min(0)
    .describe('Those of classes that no shown token stands for: bounded, not known'),
  unansweredContexts: z.int().min(0).describe('Contexts without a shown or named class'),
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
  feedback: z
    .array(z.string())
    .exactOptional()
    .describe('What the metric said of the examples that its request showed; absent if nothing'),
  droppedAfter: z
    .int()
    .min(1)
    .exactOptional()
    .describe('The examples that had ranked it when it left the race; absent if it stayed'),
  rankedOn: z
    .array(z.int().min(0))
    .exactOptional()
    .describe(
      'The examples that score the candidate, by their places in the batch, in the order of scoring',
    ),
});

/** The figures of one term for a candidate. */
export interface TermEntry {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly weight: number;
}

/**
 * One candidate of the ledger. Figures of a duplicate that was not compared are those of the
 * candidate that it repeats.
 */
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
  /** What the metric said of the examples that its request showed. @default nothing */
  readonly feedback?: readonly string[];
  /** The examples that had ranked it when it left the race. @default it stayed */
  readonly droppedAfter?: number;
  /**
   * The examples that score the candidate, by their places in the batch, in the order of scoring.
   *
   * @default not recorded, in runs of earlier versions
   */
  readonly rankedOn?: readonly number[];
}
