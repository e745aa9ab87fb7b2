import { fieldsOf, numberOf, parseJson, textOf } from './fields.ts';
import { parseParameters, type LayerParameters } from './parameters.ts';

/** What one term of the objective says of a candidate. */
export interface CandidateTerm {
  readonly name: string;
  /** Null for an infinity. */
  readonly value: number | null;
  readonly standardError: number | null;
  /** Its factor in the reward; null if it is not recorded. */
  readonly weight: number | null;
}

/** A candidate of a step. */
export interface Candidate {
  readonly step: number;
  /** From 1. */
  readonly layer: number;
  readonly round: number;
  /** Null for a duplicate that was not compared. */
  readonly candidate: number | null;
  readonly parameters: LayerParameters;
  /** Null if it is not recorded. */
  readonly origin: string | null;
  /** The proposer that wrote it; null if it is not recorded, or if one is enabled. */
  readonly proposer: string | null;
  /** The training text that its instruction copies; null if none was found. */
  readonly copied: string | null;
  readonly outcome: 'won' | 'lost' | 'duplicate' | 'refused' | null;
  readonly reason: string | null;
  readonly examples: number | null;
  readonly score: number | null;
  readonly scoreStandardError: number | null;
  readonly terms: readonly CandidateTerm[];
  readonly reward: number | null;
  readonly rewardLower: number | null;
  readonly rewardUpper: number | null;
  /** What its reward lacks of the winner's. */
  readonly lag: number | null;
  readonly lagStandardError: number | null;
  readonly scoredBy: string | null;
}

const OUTCOMES = ['won', 'lost', 'duplicate', 'refused'] as const;

/** Reads a line of candidates.jsonl; undefined for other lines. */
export function parseCandidate(line: string): Candidate | undefined {
  const entry = fieldsOf(parseJson(line));
  const step = numberOf(entry['step']);
  const layer = numberOf(entry['layer']);
  if (step === null || layer === null) return undefined;
  const terms = Object.entries(fieldsOf(entry['terms'])).map(([name, value]) => {
    const term = fieldsOf(value);
    return {
      name,
      value: numberOf(term['value']),
      standardError: numberOf(term['standardError']),
      weight: numberOf(term['weight']),
    };
  });
  return {
    step,
    layer,
    round: numberOf(entry['round']) ?? 1,
    candidate: numberOf(entry['candidate']),
    // The instruction and the demonstrations are separate columns.
    parameters: parseParameters(entry['parameters'] ?? entry),
    origin: textOf(entry['origin']),
    proposer: textOf(entry['proposer']),
    copied: textOf(entry['copied']),
    outcome: OUTCOMES.find((outcome) => outcome === entry['outcome']) ?? null,
    reason: textOf(entry['reason']),
    examples: numberOf(entry['examples']),
    score: numberOf(entry['score']),
    scoreStandardError: numberOf(entry['scoreStandardError']),
    terms,
    reward: numberOf(entry['reward']),
    rewardLower: numberOf(entry['rewardLower']),
    rewardUpper: numberOf(entry['rewardUpper']),
    lag: numberOf(entry['lag']),
    lagStandardError: numberOf(entry['lagStandardError']),
    scoredBy: textOf(entry['scoredBy']),
  };
}

/**
 * The step of a line of candidates.jsonl, found without reading the whole line; undefined if it is
 * none.
 */
export function stepOfCandidateLine(line: string): number | undefined {
  const found = /^\{"step":(\d+),/u.exec(line);
  return found ? Number(found[1]) : undefined;
}
