import type { ObjectiveSettings } from '../objectives/objective-settings.ts';
import { defaultTermSettings, type TermSettingName } from '../objectives/terms.ts';
import { oneAnswer, type AnswerSampleSettings } from './answer-samples.ts';
import type { CopyRule } from './judge-copies.ts';
import type { RankingName } from './rankings.ts';
import { defaultSamples } from '../scoring/sample-share.ts';

/**
 * The settings of a training step, with those that terms declare. Names in brackets are the keys of
 * `@dln/run`, if they differ.
 */
export interface InferenceSettings
  extends ObjectiveSettings, AnswerSampleSettings, Readonly<Record<TermSettingName, number>> {
  /** Prompts compared for each layer: the present one and N − 1 proposals (`numPSamples`). */
  readonly promptCandidates: number;
  /** Hidden texts drawn for each example, K (`numHSamples`). */
  readonly hiddenSamples: number;
  /**
   * Divides the logits of the posterior weights: below 1 sharper, above 1 flatter; from 100 on
   * uniform (`posteriorTemp`).
   */
  readonly posteriorTemperature: number;
  /**
   * What the logits are made of: log-probabilities per token, or sums over a text's tokens, which
   * tell samples apart but mostly leave one of them any weight; with sums the temperature is raised
   * until `posteriorShare` of the samples count.
   */
  readonly posteriorWeights: 'mean' | 'sum';
  /**
   * The effective sample size that weights by sums have at least, as a share of the hidden texts of
   * an example; from 0 to 1.
   */
  readonly posteriorShare: number;
  /** The logits hold log p(h | x) too (`posteriorSharpeningIncludePrior`). */
  readonly includePrior: boolean;
  /** The logits are lowered by log p(y | h alone) (`posteriorSharpeningUseMiRegularization`). */
  readonly useMutualInformation: boolean;
  /**
   * The logits are lowered by log q(h), which corrects for how the samples were drawn
   * (`posteriorSharpeningCorrectWeighting`).
   */
  readonly correctWeighting: boolean;
  /** Only the best hidden text counts (`useHArgmax`). */
  readonly useHiddenArgMax: boolean;
  /** Hidden texts are drawn only for examples with a loss. */
  readonly rewriteLossOnly: boolean;
  /**
   * Proposals see a half of the batch, and are ranked on the other half (`heldOutPromptRanking`).
   */
  readonly heldOutRanking: boolean;
  /** How many examples score each candidate: all, or fewer in a race. */
  readonly ranking: RankingName;
  /** Examples between two stops of the ranking `racing`. */
  readonly raceBlock: number;
  /** Standard errors by which a candidate must lag the best one for `racing` to drop it. */
  readonly dropBeyond: number;
  /**
   * Names of the proposers of new candidates; several are mixed by how often theirs win. Those of
   * this package are in `proposers`.
   */
  readonly proposers: readonly string[];
  /** Demonstrations of a candidate of the proposer `demonstrations`, at most. */
  readonly demonstrations: number;
  /** Tokens of those demonstrations, at most. */
  readonly demonstrationTokens: number;
  /**
   * The best N candidates of each layer are scored together before one of each is taken; 1: layers
   * choose alone.
   */
  readonly jointChoice: number;
  /**
   * The winner replaces the present parameters only if it leads by more than N standard errors; 0:
   * always.
   */
  readonly acceptBeyond: number;
  /**
   * What happens to a proposal whose instruction copies `copiedWords` words or more in a row from
   * the batch.
   */
  readonly copiedText: CopyRule;
  /** Words in a row that count as copied. */
  readonly copiedWords: number;
  /** Answers sampled per score, with `outputScoring: 'samples'`. */
  readonly answerSamples: number;
  /** The first of several layers does not see the answer options (`stripOptionsForHidden`). */
  readonly stripOptions: boolean;
  /** Share of a text's first tokens that a score leaves out. */
  readonly burnInRatio: number;
  /** Temperature of the forward pass over a training batch (`fwdTemp`). */
  readonly forwardTemperature: number;
  /** Temperature of proposals and hidden texts (`bwdTemp`). */
  readonly backwardTemperature: number;
  /** The most tokens of a proposal or a drawn hidden text (`bwdMaxTokens`). */
  readonly backwardMaxTokens: number;
  /** `[layer]`: whether its prompt is learned (`trainP1`, `trainP2`). */
  readonly trainedLayers: readonly boolean[];
  /** Prompt updates of a hidden layer in one step (`numP1Steps`). */
  readonly hiddenPromptSteps: number;
}

/**
 * The paper's settings for a network of `depth` layers, all of them trained (paper, section 5.1 and
 * appendix I).
 *
 * @example
 * const settings = { ...defaultInferenceSettings(2), posteriorTemperature: 0.3 };
 */
export function defaultInferenceSettings(depth: number): InferenceSettings {
  return {
    promptCandidates: 20,
    hiddenSamples: 5,
    posteriorTemperature: 1,
    posteriorWeights: 'mean', // as the paper's code
    posteriorShare: 0.5,
    includePrior: true, // equation 2: q ∝ likelihood × prior
    useMutualInformation: false, // in the code only, and in no result of the paper
    correctWeighting: false, // likewise
    useHiddenArgMax: false, // the objective is an expectation over samples
    rewriteLossOnly: false,
    heldOutRanking: true, // a prompt that was made for an example flatters itself on it
    ranking: 'full', // equation 3
    raceBlock: 5,
    dropBeyond: 2,
    proposers: ['rewrite'], // B_π
    demonstrations: 6,
    demonstrationTokens: 400,
    jointChoice: 1, // algorithm 2
    acceptBeyond: 0, // equation 3
    copiedText: 'mark',
    copiedWords: 8,
    outputScoring: 'logprobs',
    answerSamples: defaultSamples,
    hiddenScoring: 'logprobs',
    ...defaultTermSettings,
    ...oneAnswer,
    useContrastive: false,
    stripOptions: false,
    burnInRatio: 0.05, // a text's first tokens are mostly manner
    forwardTemperature: 0,
    backwardTemperature: 0.7,
    backwardMaxTokens: 512,
    trainedLayers: Array.from({ length: depth }, () => true),
    hiddenPromptSteps: 1,
  };
}
