import type { ItemFailure, Usage } from '@dln/llm';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';

/**
 * How an answer was found: `generated`, the text that the last layer wrote; `class-scores`, the
 * most probable class; `read`, the class that was read from a generated text, because the model
 * cannot score classes or its scores do not tell which class is the most probable one; `unread`,
 * such a text that names no class.
 */
export type AnswerMethod = 'generated' | 'class-scores' | 'read' | 'unread';

/**
 * What a network makes of an input.
 *
 * @typeParam Value what the output schema describes
 */
export interface Prediction<Value = unknown> {
  /**
   * As the last layer wrote it; the name of the class if `answeredBy` is `read`; empty for a
   * skipped input, except one whose output is invalid.
   */
  readonly output: string;
  /** The answer as JSON of the network's output schema; absent without a schema, and if skipped. */
  readonly value?: Value | undefined;
  /** `[hidden layer]`; empty for a skipped input. */
  readonly hiddenTexts: readonly string[];
  readonly answeredBy: AnswerMethod;
  /** `[class]`: present if the last layer scores its classes. */
  readonly classProbabilities?: readonly number[] | undefined;
  /** What the class scores of this input rest on: present if the last layer scores its classes. */
  readonly scoring?: ScoringGrounds | undefined;
  /** The class that a `generated` text names; null for none or several, absent without classes. */
  readonly className?: string | null;
  /** Tokens and requests of all layers. Absent for a skipped input. */
  readonly usage?: Usage;
  /** Why the input was skipped. Only with `onFailure: 'return'`. */
  readonly failure?: ItemFailure;
  /** The layer that failed, from 0. */
  readonly failedLayer?: number;
}

/** A solved example that is shown before an input. */
export interface FewShot {
  readonly input: string;
  readonly target: string;
}

/** Options of `Network.predict`. */
export interface PredictOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * What an input does that a model refuses to answer, such as one that a content filter blocks:
   * `throw` rejects the call, `return` gives a prediction with a `failure` in its place and answers
   * the others. An answer that does not match the output schema is such an input, too. @default
   * 'throw'
   */
  readonly onFailure?: 'throw' | 'return' | undefined;
  /**
   * `[input][shot]`: solved examples before each input of a one-layer network. @default those of
   * the network
   */
  readonly fewShots?: readonly (readonly FewShot[])[] | undefined;
}
