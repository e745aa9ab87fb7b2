import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';

import { copyState } from '../engine/copy-state.ts';
import type { RowAnswer } from '../engine/read-answer.ts';
import { createRowDecoder, type RowDecoder, type RowRequest } from '../engine/row-decoder.ts';
import { commonPrefixLength } from '../planning/compare-tokens.ts';
import type { GrammarState } from '../grammar/open-grammar.ts';
import type { Target } from '../planning/path.ts';
import type { PrefixStates } from '../states/prefix-states.ts';
import { divideEvenly } from './divide-evenly.ts';

/** Options of a text's evaluation besides its tokens. */
export interface ReadOptions {
  /** The target to read after each row. */
  readonly targets: ReadonlyMap<number, ReadonlySet<Target>>;
  /** Number of tokens returned for a `top` target. */
  readonly top: number;
  readonly signal: AbortSignal;
}

/** Options of a text that is loaded into the cache. */
export interface FillOptions {
  /** Rows from here on are evaluated, whatever the cache holds. */
  readonly from: number;
  /** Whether llama.cpp computes the logits of each evaluated row. @default 'none' */
  readonly logits?: 'none' | 'all';
  readonly signal: AbortSignal;
}

/** Options of the rest of a text after a prefix in the cache. */
export interface ReadRestOptions extends Omit<ReadOptions, 'signal'> {
  /** Tokens of the prefix, as `startFrom` left it. */
  readonly start: number;
  /** Rows to evaluate. A shorter rest is padded. */
  readonly rows: number;
}

/** How the next token is sampled. */
export interface TokenSampling {
  readonly temperature: number;
  readonly topP: number;
  /** The seed of this draw. */
  readonly seed: number;
  /** What the next token may be. @default any token */
  readonly grammar?: GrammarState | undefined;
}

/** Options of `CachedSequence`. */
export interface CachedSequenceOptions {
  readonly sequence: LlamaContextSequence;
  /** Capacity of the context in tokens. */
  readonly rows: number;
  /** Batch size in tokens. */
  readonly batchRows: number;
  /** Called with the number of tokens evaluated. */
  readonly onEvaluated: (tokens: number) => void;
  /** Keeps prefixes for later calls. @default the cache alone */
  readonly states?: PrefixStates | undefined;
}

/** The token of padding. */
const FILLER = 0;

/**
 * A sequence of a context whose cache is shared by texts with a common prefix. Results never depend
 * on the cache's earlier content.
 *
 * llama.cpp computes a batch of one row with different routines than a longer one; with
 * half-precision weights, results differ in the third digit. So texts are evaluated in chunks of at
 * least two rows, and rows that were appended one by one are never reused as the prefix of a text.
 */
export class CachedSequence {
  readonly #sequence: LlamaContextSequence;
  readonly #decoder: RowDecoder;
  readonly #rows: number;
  readonly #batchRows: number;
  readonly #onEvaluated: (tokens: number) => void;
  readonly #states: PrefixStates | undefined;
  /** The tokens in the cache that were evaluated in chunks. */
  #settled: readonly number[] = [];

  constructor({ sequence, rows, batchRows, onEvaluated, states }: CachedSequenceOptions) {
    this.#sequence = sequence;
    this.#decoder = createRowDecoder(sequence);
    this.#rows = rows;
    this.#batchRows = batchRows;
    this.#onEvaluated = onEvaluated;
    this.#states = states;
  }

  /**
   * Evaluates the part of a text that is not in the cache, and always from its first target on.
   * Returns the answers to its targets by row.
   */
  async read(
    tokens: readonly number[],
    { targets, top, signal }: ReadOptions,
  ): Promise<ReadonlyMap<number, RowAnswer>> {
    const answers = new Map<number, RowAnswer>();
    const first = Math.min(...targets.keys());
    await this.#inChunks(tokens, first, signal, async (start, chunk) => {
      const requests = new Map<number, RowRequest>();
      for (const index of chunk.keys()) {
        const wanted = targets.get(start + index);
        if (wanted !== undefined) requests.set(index, toRequest(wanted, top));
      }
      const results = await this.#decoder.read(chunk, requests);
      for (const [index, answer] of results) answers.set(start + index, answer);
    });
    return answers;
  }

  /**
   * Leaves exactly this prefix in the cache, copied from another sequence of the context unless it
   * is there already.
   */
  async startFrom(other: CachedSequence, prefix: readonly number[]): Promise<void> {
    if (commonPrefixLength(this.#settled, prefix) < prefix.length && this !== other) {
      await copyState(this.#sequence, other.#sequence, prefix.length);
      this.#settled = prefix;
    }
    await this.#cut(prefix.length);
  }

  /**
   * Evaluates the rest of a text after the prefix that `startFrom` left. Rests of several
   * neighbouring sequences are computed as one batch if they have the same number of rows and are
   * started at once and in order.
   */
  async readRest(
    tokens: readonly number[],
    { start, rows, targets, top }: ReadRestOptions,
  ): Promise<ReadonlyMap<number, RowAnswer>> {
    const rest = tokens.slice(start);
    const padding = Array.from({ length: rows - rest.length }, () => FILLER);
    const requests = new Map(
      [...targets].map(([row, wanted]) => [row - start, toRequest(wanted, top)]),
    );
    this.#onEvaluated(rows);
    const answers = await this.#decoder.read([...rest, ...padding] as Token[], requests);
    this.#settled = tokens;
    return new Map([...answers].map(([row, answer]) => [row + start, answer]));
  }

  /** Loads a text into the cache. */
  async fill(
    tokens: readonly number[],
    { from, logits = 'none', signal }: FillOptions,
  ): Promise<void> {
    await this.#inChunks(tokens, from, signal, async (_, chunk) => {
      if (logits === 'all') await this.#decoder.fillWithLogits(chunk);
      else await this.#sequence.evaluateWithoutGeneratingNewTokens([...chunk]);
    });
  }

  /** Keeps the text that `fill` loaded for later calls. */
  async keep(): Promise<void> {
    await this.#states?.keep(this.#sequence, this.#settled);
  }

  /**
   * Appends one token and draws the next, unless no sampling is given. Steps of several
   * neighbouring sequences of a context are computed together if they are started at once and in
   * order.
   */
  async step(token: number, sampling: TokenSampling | undefined): Promise<number | undefined> {
    this.#onEvaluated(1);
    if (sampling?.grammar !== undefined) {
      const { grammar, ...others } = sampling;
      return this.#decoder.draw(token as Token, { ...others, grammar });
    }
    const item: ControlledEvaluateInputItem =
      sampling === undefined
        ? (token as Token)
        : [token as Token, { generateNext: { token: true, options: samplerOptions(sampling) } }];
    const [result] = await this.#sequence.controlledEvaluate([item]);
    return result?.next.token ?? undefined;
  }

  /** Whether the context has room for another step. */
  get hasRoom(): boolean {
    return this.#sequence.nextTokenIndex < this.#rows;
  }

  /**
   * Drops the rows that were appended step by step, to make room. The next text drops them anyway.
   */
  async dropSteps(): Promise<void> {
    await this.#cut(this.#settled.length);
  }

  async #inChunks(
    tokens: readonly number[],
    from: number,
    signal: AbortSignal,
    evaluate: (start: number, chunk: readonly Token[]) => Promise<void>,
  ): Promise<void> {
    await this.#recall(tokens, from);
    let start = Math.min(commonPrefixLength(this.#settled, tokens), from);
    await this.#cut(start);
    for (const size of divideEvenly(tokens.length - start, this.#batchRows)) {
      signal.throwIfAborted();
      const chunk = tokens.slice(start, start + size) as Token[];
      // Pad a single row and drop the padding: later rows do not change earlier ones.
      const rows = size === 1 ? [...chunk, ...chunk] : chunk;
      this.#onEvaluated(rows.length);
      await evaluate(start, rows);
      start += size;
      this.#settled = tokens.slice(0, start);
      if (rows.length > size) await this.#cut(start);
    }
  }

  async #recall(tokens: readonly number[], from: number): Promise<void> {
    const useful = Math.min(from, tokens.length);
    const present = Math.min(useful, commonPrefixLength(this.#settled, tokens));
    const range = { present, useful };
    const recalled = await this.#states?.recall(this.#sequence, tokens, range);
    if (recalled) this.#settled = recalled;
  }

  async #cut(length: number): Promise<void> {
    const end = this.#sequence.nextTokenIndex;
    if (end > length) await this.#sequence.eraseContextTokenRanges([{ start: length, end }]);
    if (this.#settled.length > length) this.#settled = this.#settled.slice(0, length);
  }
}

function toRequest(targets: ReadonlySet<Target>, top: number): RowRequest {
  const tokens = [...targets].filter((target) => target !== 'top');
  return { tokens, top: targets.has('top') ? top : 0 };
}

/**
 * `null` disables a sampler, which the types do not allow for. If left out, the engine uses top-k
 * 40 and top-p 0.95.
 */
function samplerOptions({ temperature, topP, seed }: TokenSampling): {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly seed: number;
} {
  const off = null as unknown as number;
  return { temperature, topK: off, topP: topP < 1 ? topP : off, minP: off, seed };
}
