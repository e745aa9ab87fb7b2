import { standardChoices, referenceChoices, type DatasetChoices } from '@dln/datasets';
import { beyondErrors, largestReward, onlyIfKnownBetter } from '../inference/acceptance.ts';
import { asInForwardPass, tenFreeTokens } from '../inference/score-accuracy.ts';
import { memoryTwice, uniqueCandidates } from '../inference/candidate-listing.ts';
import { errorFreeAsPerfect, nothingToFix } from '../inference/error-free-batch.ts';
import type { InferenceStrategies } from '../inference/inference-strategies.ts';
import { rankOnBatch, rankUnseen } from '../inference/division.ts';
import { rankAsNamed } from '../inference/rankings.ts';
import { mixProposers } from '../inference/proposers/mix-proposers.ts';
import { proposers } from '../inference/proposers/proposers.ts';
import { terms } from '../objectives/terms.ts';
import { everyPairing, tiedPairing } from '../samplers/proposal-pairing.ts';
import { finishedReplies, repliesAsTheyCome } from '../samplers/reply-reading.ts';
import { seedsOfSamples, seedsOfTheModel, seedsOfTheRequest } from '../samplers/request-seeds.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import { createSampleShare } from '../scoring/sample-share.ts';
import { separatorInContext, separatorInTarget } from '../scoring/text-scorer.ts';
import { wholeClass } from '../scoring/whole-class.ts';
import { bestValidated, recordSetters, type MemoryPolicy } from './prompt-memory.ts';
import { referenceRules, standardRules, type RunRule } from './run-rules.ts';
import { ownCandidates, standingCandidates, type ResultRulesOf } from './result-rules.ts';
import { everyIteration, sparse, type ValidationPolicy } from './validation-policy.ts';

/** Every decision that a run takes one way or another: one value each, read by no name. */
export interface Strategies {
  readonly inference: InferenceStrategies;
  readonly memory: MemoryPolicy;
  readonly validation: ValidationPolicy;
  /** What result data shows. */
  readonly results: ResultRulesOf;
  /** How splits are cut and few-shot examples are drawn. */
  readonly dataset: DatasetChoices;
  /** Settings that are refused together, before a run. */
  readonly rules: readonly RunRule[];
  /**
   * Whether a run makes its steps if no layer is trained: hidden texts are drawn, prompts stay, and
   * validations go on.
   */
  readonly stepsUntrained: boolean;
  /**
   * Whether a network of this depth counts the tokens of its test (`costOnly`) instead of running
   * it.
   */
  readonly countsCost: (depth: number) => boolean;
}

/** Names of the presets. */
export type PresetName = 'reference' | 'standard';

/**
 * The strategies of a preset: `standard`, the paper's algorithm done right, or `reference`, every
 * decision as the Python reference takes it (microsoft/deep-language-networks at 036d895).
 *
 * @param name the preset
 * @param runSeed seeds the requests of the `standard` preset, and the samples that score answers
 */
export function createStrategies(name: PresetName, runSeed: number): Strategies {
  return name === 'reference' ? referenceStrategies(runSeed) : standardStrategies(runSeed);
}

function standardStrategies(runSeed: number): Strategies {
  return {
    inference: {
      requestSeeds: seedsOfTheRequest(runSeed),
      textScoring: separatorInContext,
      classScoring: wholeClass,
      sampledClassScoring: createSampleShare(seedsOfSamples(runSeed)),
      pairing: everyPairing,
      replies: finishedReplies,
      proposer: mixProposers(proposers),
      candidates: uniqueCandidates,
      division: rankUnseen,
      ranking: rankAsNamed,
      terms,
      acceptance: ({ acceptBeyond }) => beyondErrors(acceptBeyond, onlyIfKnownBetter),
      taughtText: (text) => text,
      upperInput: ({ full }) => full,
      mutualInformationOver: 'classes',
      accuracy: asInForwardPass,
      errorFreeBatch: nothingToFix,
      outputPart: 'score',
      trustRegionFrom: 1,
    },
    memory: bestValidated,
    validation: everyIteration,
    results: ownCandidates,
    dataset: standardChoices,
    rules: standardRules,
    stepsUntrained: false,
    countsCost: () => true,
  };
}

function referenceStrategies(runSeed: number): Strategies {
  return {
    inference: {
      requestSeeds: seedsOfTheModel,
      textScoring: separatorInTarget,
      classScoring: flooredFirstToken,
      sampledClassScoring: createSampleShare(seedsOfSamples(runSeed)),
      pairing: tiedPairing,
      replies: repliesAsTheyCome,
      proposer: mixProposers(proposers),
      candidates: memoryTwice,
      division: rankOnBatch,
      ranking: rankAsNamed,
      terms,
      acceptance: ({ acceptBeyond }) => beyondErrors(acceptBeyond, largestReward),
      taughtText: (text, { postprocess }) => postprocess?.(text) ?? text,
      upperInput: ({ stripped }) => stripped,
      mutualInformationOver: 'text',
      accuracy: tenFreeTokens,
      errorFreeBatch: errorFreeAsPerfect,
      outputPart: 'reward',
      trustRegionFrom: 2,
    },
    memory: recordSetters,
    validation: sparse,
    results: standingCandidates,
    dataset: referenceChoices,
    rules: referenceRules,
    stepsUntrained: true,
    countsCost: (depth) => depth === 1,
  };
}
