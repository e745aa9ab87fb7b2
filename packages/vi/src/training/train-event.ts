import type { LikelihoodBound } from '../bound/importance-weighted-bound.ts';
import type { Omission } from '../inference/omission.ts';
import type { StepInfo } from '../inference/step-info.ts';
import type { CalibrationName } from '../scoring/class-prior.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import type { AnsweredExample } from './answer-examples.ts';
import type { ModelAnswers } from './answer-on-models.ts';

/** How likely training targets are in one layout of the last layer. */
export interface LayoutFigures {
  /** `name:version` */
  readonly template: string;
  readonly calibration: CalibrationName | 'none';
  /** Training examples that it was scored on. */
  readonly examples: number;
  /** Mean log p(target), in nats; null without a score. */
  readonly logLikelihood: number | null;
}

/** The last layer has its layout; comes first, if there is a choice. */
export interface LayoutChosenEvent {
  readonly type: 'layout-chosen';
  readonly iteration: 0;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /** Index of one of the alternatives. */
  readonly chosen: number;
  readonly alternatives: readonly LayoutFigures[];
}

/** A validation has ended. */
export interface ValidatedEvent {
  readonly type: 'validated';
  readonly iteration: number;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly devAccuracy: number;
  /** The best so far. */
  readonly isBest: boolean;
  /** A lower bound of the mean log p(y | x) on the dev split; absent if it is not estimated. */
  readonly bound?: LikelihoodBound;
  /** What the network answered; empty if these parameters were validated before. */
  readonly examples: readonly AnsweredExample[];
  /** What each model answered; absent for a single model, and if nothing was asked. */
  readonly models?: readonly ModelAnswers[];
  /** What the class scores of the answers rest on. */
  readonly grounds?: readonly ScoringGrounds[];
}

/** Patience was at its end, and the best parameters were put back. */
export interface RestoredEvent {
  readonly type: 'restored';
  readonly iteration: number;
  readonly parameters: readonly LayerParameters[];
}

/**
 * Training ended before its last step: the best parameters answer the whole dev split right. The
 * test follows.
 */
export interface StoppedEarlyEvent {
  readonly type: 'stopped-early';
  /** Steps that were taken. */
  readonly iteration: number;
  readonly devAccuracy: number;
}

/** An iteration begins: what is known before its step. */
export interface IterationEvent {
  readonly type: 'iteration';
  readonly iteration: number;
  readonly parameters: readonly LayerParameters[];
  /** Of the validation at this iteration; null without one. */
  readonly devAccuracy: number | null;
}

/** A step has ended. */
export interface SteppedEvent {
  readonly type: 'stepped';
  readonly iteration: number;
  /** After the step. */
  readonly parameters: readonly LayerParameters[];
  readonly info: StepInfo;
  /** Smoothed over steps (0.2 new, 0.8 old); null before any step counted. */
  readonly runningScore: number | null;
  readonly runningAccuracy: number;
}

/** The initial parameters were tested, for comparison; `tested` follows. */
export interface BaselineEvent {
  readonly type: 'baseline';
  readonly iteration: number;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly testAccuracy: number;
  readonly examples: readonly AnsweredExample[];
  /** What each model answered; absent for a single model, and if nothing was asked. */
  readonly models?: readonly ModelAnswers[];
}

/** The best parameters were tested. */
export interface TestedEvent {
  readonly type: 'tested';
  readonly iteration: number;
  readonly parameters: readonly LayerParameters[];
  readonly testAccuracy: number;
  readonly examples: readonly AnsweredExample[];
  /** What each model answered; absent for a single model, and if nothing was asked. */
  readonly models?: readonly ModelAnswers[];
  /** What the class scores of the answers rest on, those under the initial parameters included. */
  readonly grounds?: readonly ScoringGrounds[];
}

/** Nothing was asked; the tokens of the test prompts were counted. */
export interface CountedEvent {
  readonly type: 'counted';
  readonly iteration: number;
  readonly promptTokens: number;
}

/**
 * Something was left out because a model gave no answer for it: a prompt that does not fit, a
 * filter, a reply that stays broken.
 */
export interface OmittedEvent extends Omission {
  readonly type: 'omitted';
  readonly iteration: number;
}

/** What happens in a run, in order; plain JSON. */
export type TrainEvent =
  | LayoutChosenEvent
  | ValidatedEvent
  | RestoredEvent
  | IterationEvent
  | StoppedEarlyEvent
  | SteppedEvent
  | BaselineEvent
  | TestedEvent
  | CountedEvent
  | OmittedEvent;
