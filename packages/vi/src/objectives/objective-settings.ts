/** How a candidate is scored: by log-probability, or by the share of right answers. */
export type ScoringFunction = 'logprobs' | 'accuracy';

/**
 * How an answer is scored; `samples`: by log-probabilities that are counted among sampled answers.
 */
export type OutputScoringFunction = ScoringFunction | 'samples';

/**
 * The settings that several terms read. A setting of one term is declared by the term (see
 * `TermSetting`).
 */
export interface ObjectiveSettings {
  /** How the last layer is scored (`outputScoringFunction`). */
  readonly outputScoring: OutputScoringFunction;
  /** How the other layers are scored (`hiddenScoringFunction`). */
  readonly hiddenScoring: ScoringFunction;
  /** The hidden layers' likelihood is contrastive (`useNce`). */
  readonly useContrastive: boolean;
}
