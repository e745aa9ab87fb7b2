import type { RandomState } from '@dln/random';
import type { ProposerTrials } from '@dln/vi';
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
  /** Whether parameters of this layer were not tried before. */
  readonly isNew: (parameters: Parameters[number]) => boolean;
  /**
   * Parameters of this layer that were current before, or that lead without being decided; the
   * latest first.
   */
  readonly memory: Parameters;
  /** Inputs with labels that were not held back. */
  readonly labelled: readonly { readonly input: string; readonly target: string }[];
  /** How often the candidates of each proposer were accepted before. */
  readonly trials: ProposerTrials;
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

/** Parameters of a layer, and where they come from. */
export interface Proposed {
  readonly parameters: Parameters[number];
  /** The name of the proposer. */
  readonly proposer: string;
}

/** What was proposed. */
export interface Proposals {
  readonly proposed: readonly Proposed[];
  /** What was proposed in vain, a sentence each. */
  readonly remarks: readonly string[];
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
  /** New parameters of one layer, at most as many as are wanted. */
  propose(task: ProposalTask): Promise<Proposals>;
  spending(): GuideSpending;
  /** Requests that a cap leaves; null without one. @default no cap */
  requestsLeft?(): number | null;
  /**
   * The same models, which count what they are asked and send nothing: at most, or with texts of
   * usual lengths.
   */
  counting(bound: 'expected' | 'high'): GuideModels;
}
