import { RandomState } from '@dln/random';

import type { TokenSampling } from '../evaluation/cached-sequence.ts';
import type { Tokenizer } from '../tokens/create-tokenizer.ts';
import type { BeginReply, GrammarState } from '../grammar/open-grammar.ts';
import { settledText } from './settled-text.ts';
import { type ReplyEnd, replyEnd } from './reply-end.ts';
import { SEEDS } from './request-seeds.ts';

/** A reply to generate. */
export interface WritingJob {
  /** Index of its request. */
  readonly index: number;
  /** The prompt's tokens. */
  readonly prompt: readonly number[];
  readonly seed: number;
  /** Largest number of tokens in the reply. */
  readonly limit: number;
}

/** Sampling settings of a call. */
export interface WritingStyle {
  readonly temperature: number;
  readonly topP: number;
  readonly stop: readonly string[];
  /** Begins a reply that follows a grammar. @default replies are free */
  readonly beginReply?: BeginReply | undefined;
  /** Called with the text so far, without what may yet be cut off its end. */
  readonly onText?: ((text: string) => void) | undefined;
}

/**
 * A reply in progress. Its tokens depend on the job and the settings only: it has its own random
 * stream.
 */
export class Draft {
  readonly job: WritingJob;
  readonly #style: WritingStyle;
  readonly #tokenizer: Tokenizer;
  readonly #random: RandomState;
  readonly #tokens: number[] = [];
  readonly #grammar: GrammarState | undefined;
  #end: number | undefined;

  constructor(job: WritingJob, style: WritingStyle, tokenizer: Tokenizer) {
    this.job = job;
    this.#style = style;
    this.#tokenizer = tokenizer;
    this.#random = new RandomState(job.seed);
    this.#grammar = style.beginReply?.();
  }

  /** The reply's tokens so far, without the end token. */
  get tokens(): readonly number[] {
    return this.#tokens;
  }

  /** The end token, if the model has drawn one. */
  get endToken(): number | undefined {
    return this.#end;
  }

  /** The last token, which the next one follows. */
  get lastToken(): number {
    return this.#tokens.at(-1) ?? (this.job.prompt.at(-1) as number);
  }

  /** Sampling options for the next token. */
  nextSampling(): TokenSampling {
    const { temperature, topP } = this.#style;
    // The engine starts a new random stream per token, so each token gets a seed from ours.
    const seed = temperature > 0 ? this.#random.integer(0, SEEDS) : 0;
    return { temperature, topP, seed, ...(this.#grammar ? { grammar: this.#grammar } : {}) };
  }

  /** Adds the drawn token. Returns the end of the reply if it is complete. */
  add(token: number): ReplyEnd | undefined {
    const ended = this.#tokenizer.isEnd(token);
    if (ended) this.#end = token;
    else this.#tokens.push(token);
    const { stop, onText } = this.#style;
    const { limit } = this.job;
    const length = this.#tokens.length;
    // Decode before the end only to look for stop texts.
    if (stop.length === 0 && !ended && length < limit && !onText) return undefined;
    const text = this.#tokenizer.decode(this.#tokens, this.job.prompt);
    const end = replyEnd({ text, length, ended, stop, limit });
    onText?.(end?.text ?? settledText(text, stop));
    return end;
  }

  /** How many tokens begin within the first `length` characters of the reply. */
  tokensWithin(length: number): number {
    let count = this.#tokens.length;
    while (count > 0 && this.#start(count - 1) >= length) count--;
    return count;
  }

  #start(token: number): number {
    return this.#tokenizer.decode(this.#tokens.slice(0, token), this.job.prompt).length;
  }
}
