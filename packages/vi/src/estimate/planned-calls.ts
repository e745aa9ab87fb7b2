import type { NetworkModels } from '../inference/inference-context.ts';

/** What a model is asked for in a run. */
export const callPurposes = [
  'forward',
  'class scores',
  'text scores',
  'posterior samples',
  'proposals',
  'validation',
  'bound',
  'test',
] as const;

/** One of them. */
export type CallPurpose = (typeof callPurposes)[number];

/**
 * Which end of what is not known before a run: `low`, where prompts never change and no batch has an error wherever that ends a step; `high`, where every answer is
 * wrong, every prompt and every text is another one and as long as it may be; `expected`, where half of the answers are wrong and texts have usual lengths.
 */
export type Bound = 'low' | 'expected' | 'high';

/** So many calls of one kind, with tokens of one length. */
export interface PlannedCalls {
  readonly purpose: CallPurpose;
  readonly role: keyof NetworkModels;
  /** Questions that are put, also those that have been answered before. */
  readonly calls: number;
  /** Of these, what is sure to be the same question again; a model that remembers is not sent it. */
  readonly repeats: number;
  /** Of each call. */
  readonly promptTokens: number;
  /** Of each call. */
  readonly completionTokens: number;
}
