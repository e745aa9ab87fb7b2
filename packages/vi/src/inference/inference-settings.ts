import type { ObjectiveSettings } from '../objectives/objective-settings.ts';
import { defaultTermSettings, type TermSettingName } from '../objectives/terms.ts';
import type { ProposerName } from './proposers/proposers.ts';
import type { CopyRule } from './judge-copies.ts';
import { defaultSamples } from '../scoring/sample-share.ts';

/** The figures of a training step, with the settings that terms declare. Names in brackets are those of `@dln/run`, if they differ. */
export interface InferenceSettings
  extends ObjectiveSettings, Readonly<Record<TermSettingName, number>> {
  /** Prompts compared for each layer: the present one and N − 1 proposals (num_p_samples). */
  readonly promptCandidates: number;
  /** Hidden texts drawn for each example, K (num_h_samples). */
  readonly hiddenSamples: number;
  /** Divides the logits of the posterior weights: below 1 sharper, above 1 flatter; from 100 on uniform (posterior_temp). */
  readonly posteriorTemperature: number;
  /**
   * What the logits are made of: log-probabilities per token, or sums over a text's tokens, which tell samples apart but mostly leave one of them any weight; with sums the
   * temperature is raised until `posteriorShare` of the samples count (posterior_weights).
   */
  readonly posteriorWeights: 'mean' | 'sum';
  /** The effective sample size that weights by sums have at least, as a share of the hidden texts of an example; from 0 to 1 (posterior_share). */
  readonly posteriorShare: number;
  /** The logits hold log p(h | x) too (posterior_sharpening_include_prior). */
  readonly includePrior: boolean;
  /** The logits are lowered by log p(y | h alone) (posterior_sharpening_use_mi_regularization). */
  readonly useMutualInformation: boolean;
  /** The logits are lowered by log q(h), which corrects for how the samples were drawn (posterior_sharpening_correct_weighting). */
  readonly correctWeighting: boolean;
  /** Only the best hidden text counts (use_h_argmax). */
  readonly useHiddenArgMax: boolean;
  /** Hidden texts are drawn only for examples with a loss (rewrite_loss_only). */
  readonly rewriteLossOnly: boolean;
  /** Proposals see a half of the batch, and are ranked on the other half (held_out_prompt_ranking). */
  readonly heldOutRanking: boolean;
  /** Where new candidates come from; several are mixed by how often theirs win (proposers). */
  readonly proposers: readonly ProposerName[];
  /** Demonstrations of a candidate of the proposer `demonstrations`, at most (demonstrations). */
  readonly demonstrations: number;
  /** Tokens of those, at most (demonstration_tokens). */
  readonly demonstrationTokens: number;
  /** The winner replaces the present parameters only if it leads by more than N standard errors; 0: always (accept_beyond). */
  readonly acceptBeyond: number;
  /** What happens to a proposal whose instruction copies `copiedWords` words or more in a row from the batch (copied_text). */
  readonly copiedText: CopyRule;
  /** (copied_words) */
  readonly copiedWords: number;
  /** Answers sampled for each score, where answers are scored by samples (answer_samples). */
  readonly answerSamples: number;
  /** The first of several layers does not see the answer options (strip_options_for_hidden). */
  readonly stripOptions: boolean;
  /** Share of a text's first tokens that a score leaves out (burn_in_ratio). */
  readonly burnInRatio: number;
  /** Of the forward pass over a training batch (fwd_temp). */
  readonly forwardTemperature: number;
  /** Of proposals and hidden texts (bwd_temp). */
  readonly backwardTemperature: number;
  /** The most tokens of a proposal or a drawn hidden text (bwd_max_tokens). */
  readonly backwardMaxTokens: number;
  /** `[layer]`: whether its prompt is learned (train_p1, train_p2). */
  readonly trainedLayers: readonly boolean[];
  /** Prompt updates of a hidden layer in one step (num_p1_steps). */
  readonly hiddenPromptSteps: number;
}

/**
 * The paper's settings for a network of `depth` layers, all of them trained (paper, section 5.1 and appendix I).
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
    proposers: ['rewrite'], // B_π
    demonstrations: 6,
    demonstrationTokens: 400,
    acceptBeyond: 0, // equation 3
    copiedText: 'mark',
    copiedWords: 8,
    outputScoring: 'logprobs',
    answerSamples: defaultSamples,
    hiddenScoring: 'logprobs',
    ...defaultTermSettings,
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
