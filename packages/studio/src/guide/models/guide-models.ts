import type { RandomState } from '@dln/random';
import type { RatedInput } from '../round/feedback.ts';
import type { Parameters } from '../session/records.ts';

/** What a network answers to an input. */
export interface GuideAnswer {
  readonly output: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
  /** From 0 to 1; null without a target. */
  readonly loss: number | null;
  /** Why there is no answer. */
  readonly failure: string | null;
}

/** What a layer's parameters are proposed from. */
export interface ProposalTask {
  readonly parameters: Parameters;
  /** The layer whose parameters are proposed. */
  readonly layer: number;
  readonly examples: readonly RatedInput[];
  readonly comments: readonly string[];
  /** How many are wanted, at most. */
  readonly count: number;
  readonly round: number;
  readonly random: RandomState;
  /** What raters said of hidden texts, and how much it counts. */
  readonly hidden: {
    readonly ratings: readonly {
      readonly input: string;
      readonly layer: number;
      readonly text: string;
      readonly verdict: 'good' | 'bad';
    }[];
    readonly strength: number;
  };
}

/** What the models have used so far. */
export interface GuideSpending {
  readonly requests: number;
  readonly tokens: number;
  /** Null if a price is not known. */
  readonly dollars: number | null;
}

/** A network and its proposer, as a guide needs them. */
export interface GuideModels {
  /** Layers of the network. */
  readonly depth: number;
  answer(
    parameters: Parameters,
    inputs: readonly { readonly text: string; readonly target: string | null }[],
    round: number,
  ): Promise<readonly GuideAnswer[]>;
  /** New parameters of one layer, in the order of the replies. */
  propose(task: ProposalTask): Promise<readonly Parameters[number][]>;
  spending(): GuideSpending;
}
