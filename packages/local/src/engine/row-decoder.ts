import type { LlamaContextSequence, Token } from 'node-llama-cpp';

import type { GrammarState } from '../grammar/open-grammar.ts';
import { type RowAnswer, toRowAnswer } from './read-answer.ts';

/** What to read after a row. */
export interface RowRequest {
  /** The next tokens whose log-probabilities are wanted. */
  readonly tokens: readonly number[];
  /** Number of most likely tokens that are wanted as well. */
  readonly top: number;
}

/** How a token that follows a grammar is drawn. */
export interface GrammarSampling {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  /** Accepts the token that is drawn. */
  readonly grammar: GrammarState;
}

/** Evaluates rows of a sequence, and reads the logits of some of them. */
export interface RowDecoder {
  /**
   * Appends tokens to the sequence. Returns the answer to each request by its row.
   *
   * @param requests - by index in `tokens`
   */
  readonly read: (
    tokens: readonly Token[],
    requests: ReadonlyMap<number, RowRequest>,
  ) => Promise<ReadonlyMap<number, RowAnswer>>;
  /** Appends a token and draws the next one among those that a grammar allows. */
  readonly draw: (token: Token, sampling: GrammarSampling) => Promise<number>;
  /** Appends tokens, with logits at every row, and reads none of them. */
  readonly fillWithLogits: (tokens: readonly Token[]) => Promise<void>;
}

/** Logits are read in parallel: each row takes a pass over the vocabulary. */
const SAMPLERS = 4;

/** Pairs of token and logit, flat. */
type FlatPairs = readonly number[];

/** A sampler of the native library. */
interface NativeSampler {
  applyConfig(config: {
    readonly temperature: number;
    readonly topP?: number;
    readonly seed?: number;
    readonly grammarEvaluationState?: unknown;
  }): void;
  dispose(): void;
}

/**
 * The parts of node-llama-cpp that `controlledEvaluate` is made of, and that its types leave out.
 * The engine's version is pinned, and every start compares this way with the public one.
 */
interface Internals {
  readonly _context: {
    readonly _ctx: {
      sampleToken(
        row: number,
        sampler: NativeSampler,
        probabilities: false,
        confidence: false,
        logits:
          | readonly [
              tokens: readonly number[],
              includeMax: false,
              includeMin: false,
              includeSelected: true,
              includeTop: number,
            ]
          | false,
        totalLogitWeight: boolean,
      ): Promise<
        readonly [
          token: number,
          unknown,
          unknown,
          FlatPairs | undefined,
          weight: number | undefined,
        ]
      >;
    };
  };
  readonly _tokenMeter: unknown;
  readonly model: {
    readonly _model: unknown;
    readonly _llama: {
      readonly _bindings: { readonly AddonSampler: new (model: unknown) => NativeSampler };
    };
  };
  _decodeTokens(
    tokens: readonly Token[],
    hasLogits: readonly boolean[],
    priority: number,
    tokenMeter: unknown,
    contextShift: { readonly size: number; readonly strategy: 'eraseBeginning' },
    onLogits: (row: number, index: number) => undefined,
    afterBatch: () => Promise<void>,
  ): Promise<unknown>;
}

/** The priority that node-llama-cpp gives to every evaluation. */
const PRIORITY = 5;

/**
 * Creates a decoder. node-llama-cpp's `controlledEvaluate` reads one row after the other; this one
 * reads several at once, while the native library holds the logits.
 */
export function createRowDecoder(sequence: LlamaContextSequence): RowDecoder {
  const internals = sequence as unknown as Internals;
  const samplers: NativeSampler[] = [];

  const openSampler = (): NativeSampler => {
    const sampler = new internals.model._llama._bindings.AddonSampler(internals.model._model);
    // At temperature 0, samplers leave logits as they are, and select the largest one.
    sampler.applyConfig({ temperature: 0 });
    return sampler;
  };

  const decode = async (
    tokens: readonly Token[],
    hasLogits: readonly boolean[],
    readRows: (rows: readonly (readonly [row: number, index: number])[]) => Promise<void>,
  ): Promise<void> => {
    let rows: (readonly [number, number])[] = [];
    let unread = hasLogits.filter(Boolean).length;
    const isRead = Promise.withResolvers<undefined>();
    // `decode` reports the error.
    isRead.promise.catch(() => undefined);
    if (unread === 0) isRead.resolve(undefined);
    await internals._decodeTokens(
      tokens,
      hasLogits,
      PRIORITY,
      internals._tokenMeter,
      // Contexts are never shifted: texts that do not fit are refused before.
      { size: 1, strategy: 'eraseBeginning' },
      (row, index) => {
        rows.push([row, index]);
        return undefined;
      },
      // The next batch overwrites the logits, and starts after this promise.
      async () => {
        unread -= rows.length;
        const batch = readRows(rows);
        rows = [];
        try {
          await batch;
          if (unread === 0) isRead.resolve(undefined);
        } catch (error) {
          isRead.reject(error);
        }
      },
    );
    // In a batch of several sequences, rows are read after the call of a sequence has ended.
    await isRead.promise;
  };

  return {
    async read(tokens, requests) {
      const answers = new Map<number, RowAnswer>();
      const hasLogits = tokens.map((_, index) => requests.has(index));
      await decode(tokens, hasLogits, async (rows) => {
        while (samplers.length < Math.min(SAMPLERS, rows.length)) samplers.push(openSampler());
        const queue = rows.values();
        const work = async (sampler: NativeSampler): Promise<void> => {
          for (const [row, index] of queue) {
            const request = requests.get(index);
            if (request === undefined) throw new RangeError(`no request for row ${index}`);
            const { tokens: wanted, top } = request;
            const [, , , logits, weight] = await internals._context._ctx.sampleToken(
              row,
              sampler,
              false,
              false,
              [wanted, false, false, true, top],
              true,
            );
            answers.set(index, toRowAnswer(logits, weight));
          }
        };
        await Promise.all(samplers.map(work));
      });
      return answers;
    },
    async draw(token, { temperature, topP, seed, grammar }) {
      // `controlledEvaluate` of node-llama-cpp 3.22 ignores grammars.
      const sampler = new internals.model._llama._bindings.AddonSampler(internals.model._model);
      let drawn: number | undefined;
      try {
        sampler.applyConfig({
          temperature,
          seed,
          ...(topP < 1 ? { topP } : {}),
          grammarEvaluationState: (grammar as unknown as { readonly _state: unknown })._state,
        });
        await decode([token], [true], async (rows) => {
          for (const [row] of rows)
            [drawn] = await internals._context._ctx.sampleToken(
              row,
              sampler,
              false,
              false,
              false,
              false,
            );
        });
      } finally {
        sampler.dispose();
      }
      if (drawn === undefined || drawn === -1) throw new Error('The engine drew no token.');
      return drawn;
    },
    async fillWithLogits(tokens) {
      await decode(
        tokens,
        tokens.map(() => true),
        async () => undefined,
      );
    },
  };
}
