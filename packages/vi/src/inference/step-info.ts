import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import type { PromptUpdate } from './prompt-update.ts';
import type { TracedExample } from './trace-examples.ts';

/** What a step did to one layer. */
export interface LayerInfo {
  /**
   * The winner's score, in nats per token (see `ScoredCandidate`); null if nothing was compared.
   */
  readonly score: number | null;
  /**
   * The comparison that chose the parameters, the last one if a step makes several; absent if
   * nothing was compared.
   */
  readonly update?: PromptUpdate;
  /** The comparisons before that one. @default none */
  readonly earlier?: readonly PromptUpdate[];
}

/** What is worth logging of a step. */
export interface StepInfo {
  /**
   * Sum of the layers' scores; null if nothing was compared. It ranks candidates and is no bound of
   * log p(y | x): layers are scored per token, the best candidate's score is taken, and the entropy
   * of q is left out.
   */
  readonly score: number | null;
  /** Share of right answers in the batch, before the update. */
  readonly accuracy: number;
  /** `[layer]` */
  readonly layers: readonly LayerInfo[];
  /** Every answer was right and nothing was changed. */
  readonly isErrorFree: boolean;
  /** `[hidden layer]`: mean entropy of the posterior weights, in nats. */
  readonly posteriorEntropies: readonly number[];
  /**
   * `[hidden layer]`: mean effective sample size of the posterior weights, from 1 to the number of
   * hidden texts of an example.
   */
  readonly effectiveSampleSizes: readonly number[];
  /** `[hidden layer]`: mean number of different hidden texts of an example. */
  readonly distinctHiddenTexts: readonly number[];
  /** What the step's class scores rest on, each way once; empty if no classes are scored. */
  readonly grounds?: readonly ScoringGrounds[];
  /**
   * The batch on its way through the network, before the update; examples without an answer are
   * left out.
   */
  readonly examples?: readonly TracedExample[];
}
