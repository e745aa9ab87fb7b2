import type { LanguageModel } from '@dln/llm';

/** Models that a program brings, in place of names in the configuration. */
export interface GivenModels {
  readonly forward: LanguageModel;
  /** Proposes prompts and draws hidden texts. @default forward */
  readonly backward?: LanguageModel;
  /** Gives log-probabilities. @default forward */
  readonly score?: LanguageModel;
  /** Judges answers for a metric that asks a model. @default forward */
  readonly judge?: LanguageModel;
}
