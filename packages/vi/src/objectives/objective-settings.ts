/** How a candidate is scored: by log-probability, or by the share of right answers. */
export type ScoringFunction = 'logprobs' | 'accuracy';

/** How an answer is scored; `samples`: by log-probabilities that are counted among sampled answers. */
export type OutputScoringFunction = ScoringFunction | 'samples';

/** The settings of the objective's terms. Names in brackets are the command line's. */
export interface ObjectiveSettings {
  /** How the last layer is scored (output_scoring_function). */
  readonly outputScoring: OutputScoringFunction;
  /** How the other layers are scored (hidden_scoring_function). */
  readonly hiddenScoring: ScoringFunction;
  /** Weight of KL(present ‖ candidate) in the output layer's reward (trust_factor). */
  readonly trustFactor: number;
  /** Nats that a token of a layer's parameters takes off the reward (length_penalty). */
  readonly lengthPenalty: number;
  /** The hidden layers' likelihood is contrastive (use_nce). */
  readonly useContrastive: boolean;
}
