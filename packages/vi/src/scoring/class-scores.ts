import type { LanguageModel } from '@dln/llm';
import type { ModelCalls } from './model-calls.ts';
import type { Outcome } from './outcome.ts';

/** How a class distribution was found. */
export type ClassScoringMethod =
  | 'next-token'
  | 'whole-class'
  | 'token-by-token'
  | 'first-token'
  | 'sample-share';

/** A log-probability that is not known exactly, in nats. */
export interface LogInterval {
  readonly lower: number;
  readonly upper: number;
}

/** A distribution over a layer's output classes. */
export interface ClassScores {
  /**
   * `[class]`, natural logarithms; the probabilities sum to 1, or to less where answers that name
   * no class are counted (`outcomes`).
   */
  readonly logProbabilities: readonly number[];
  /** `[class]`: between which bounds they lie. @default exact */
  readonly bounds?: readonly LogInterval[];
  /** `[class]`: no token that was shown stands for it. @default none */
  readonly floored?: readonly boolean[];
  /** No class was shown, or no sampled answer names one. @default false */
  readonly isUnanswered?: boolean;
  /**
   * The class that is known to be the most likely one; null if what was shown does not tell.
   * @default the first of the most likely ones
   */
  readonly answer?: number | null;
  /**
   * `[class and, last, none of them]`, natural logarithms that sum to 1: what distributions are
   * compared by. @default `logProbabilities`
   */
  readonly outcomes?: readonly number[];
  readonly method: ClassScoringMethod;
  /**
   * The same for people, with what it rests on: `whole class by echo`, `first token, top 20`,
   * `share of 5 samples`.
   */
  readonly strategy: string;
}

/** Options of a `ClassScoring`. */
export interface ScoreClassesOptions {
  readonly calls: ModelCalls;
  /** `[class][verbalizer]`: the texts that mean a class. */
  readonly verbalizers: readonly (readonly string[])[];
  /** A class is worth all its verbalizers together, or the best of them. */
  readonly aggregate: 'sum' | 'max';
  /** What stands between a context and the answer. @default a line break */
  readonly separator?: '\n' | ' ';
  /** How answers are drawn where they are counted. */
  readonly sampling?: AnswerSampling;
}

/** How a layer's answers are drawn. */
export interface AnswerSampling {
  /** Answers for each context. */
  readonly samples: number;
  /** The most tokens of an answer. */
  readonly maxTokens: number;
  readonly stop?: readonly string[] | undefined;
}

/** Gives log p(class | context) for each rendered context, in order, or why a context has none. */
export interface ClassScoring {
  (
    contexts: readonly string[],
    options: ScoreClassesOptions,
  ): Promise<readonly Outcome<ClassScores>[]>;
  /** What it will do with a model, for people; before anything is asked. */
  readonly plan: (
    model: LanguageModel,
    samples: number,
    verbalizers?: readonly (readonly string[])[],
  ) => string;
  /**
   * Why it cannot tell these classes apart with a model; undefined if it can. @default it always
   * can
   */
  readonly problem?: (
    model: LanguageModel,
    verbalizers: readonly (readonly string[])[],
  ) => string | undefined;
}
