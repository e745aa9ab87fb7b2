import { basename } from 'node:path';

import {
  type CallOptions,
  NO_PRICE,
  type OnResult,
  type PromptFormat,
  requireNextToken,
  streamOne,
} from '@dln/llm';
import { RandomState } from '@dln/random';

import { checkCount, checkSampling } from './check-arguments.ts';
import { createTurnstile } from './create-turnstile.ts';
import type { GpuChoice } from './engine/load-llama.ts';
import { type Engine, openEngine } from './engine/open-engine.ts';
import type { CallContext } from './evaluation/call-context.ts';
import { requestSeeds, SEEDS } from './generation/request-seeds.ts';
import type { LocalGenerateRequest, LocalGeneration } from './generation/local-generation.ts';
import { writeTexts } from './generation/write-texts.ts';
import type { LocalGenerateOptions, LocalModel } from './local-model.ts';
import { LocalModelError } from './local-model-error.ts';
import { nextTokens } from './scoring/next-tokens.ts';
import { readTokens, type TokenReading } from './scoring/read-tokens.ts';
import { evaluateTexts, scoreTexts } from './scoring/score-texts.ts';
import { toLocalTokenizer } from './tokens/local-tokenizer.ts';

/** Options of `createLocalModel`. */
export interface LocalModelOptions {
  /** Path of a GGUF file. */
  readonly path: string;
  /** A name to show. @default 'local:' and the file's name */
  readonly id?: string;
  /** Threads to compute with. @default the cores that are free when the model is loaded */
  readonly threads?: number;
  /**
   * Tokens of a text and its continuation together. @default the model's trained length, at most
   * 4096
   */
  readonly contextLength?: number;
  /**
   * Texts that one context generates at once; each takes the memory of a context. @default 8, or 4
   * for models above 100 MB
   */
  readonly sequences?: number;
  /** `auto` selects the best installed GPU backend of node-llama-cpp. @default false: the CPU */
  readonly gpu?: GpuChoice;
  /**
   * Keeps the states of prefixes that several texts of a call shared in temporary files, at most
   * 256 MiB, for later calls. @default true for models above 100 MB on the CPU
   */
  readonly keepPrefixes?: boolean;
  /** Seeds requests that name no seed. @default 0 */
  readonly seed?: number;
  /**
   * How a plain prompt is read: as it is, or as one user message in the file's chat template.
   * `auto`: `chat` if the file has a chat template. Messages are always read in the template.
   *
   * @default 'auto'
   */
  readonly format?: PromptFormat;
}

/** Shorter contexts do not hold the tokens of the engine check. */
const SHORTEST_CONTEXT = 16;

/** Largest `top` of `nextTokens`. */
const MAX_TOP_TOKENS = 100;

/**
 * A language model in this process, from any GGUF file. The first call opens the file. Calls run
 * one after another, and each is planned as a whole. Scores and replies do not depend on other
 * requests of the call, nor on the number of threads and sequences.
 *
 * @example
 * await using model = createLocalModel({ path: 'model.gguf' });
 * const [score] = await model.scoreText([{ context: 'Is 7 prime?\n', continuation: 'yes' }]);
 *
 * @throws LocalModelArgumentError if an option is invalid; the first call throws errors about the
 * file
 */
export function createLocalModel(options: LocalModelOptions): LocalModel {
  const { path, id = `local:${basename(path)}`, gpu = false, seed = 0, format = 'auto' } = options;
  checkCount('threads', options.threads);
  checkCount('contextLength', options.contextLength, SHORTEST_CONTEXT);
  checkCount('sequences', options.sequences);

  const statistics = { tokensEvaluated: 0, distinctPrefixTokens: 0 };
  const random = new RandomState(seed);
  const takeTurn = createTurnstile();
  const closing = new AbortController();
  let engine: Promise<Engine> | undefined;
  let opened: Engine | undefined;

  const open = async (): Promise<Engine> => {
    engine ??= openEngine({
      ...options,
      gpu,
      format,
      id,
      onEvaluated(tokens) {
        statistics.tokensEvaluated += tokens;
      },
    });
    try {
      opened = await engine;
      return opened;
    } catch (error) {
      // Retry on the next call: the caller may have added the file by then.
      engine = undefined;
      throw error;
    }
  };

  /** Runs a call after the calls before it. */
  const run = async <Result, Value>(
    {
      signal,
      onResult,
      onFailure,
    }: Pick<CallOptions, 'signal' | 'onFailure'> & { readonly onResult?: OnResult<Result> },
    call: (context: CallContext<Result>) => Promise<Value>,
  ): Promise<Value> => {
    const ends = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
    return takeTurn(async () => {
      const loaded = await open();
      ends.throwIfAborted();
      return call({
        engine: loaded,
        signal: ends,
        onResult,
        onFailure,
        onPlanned(tokens) {
          statistics.distinctPrefixTokens += tokens;
        },
      });
    }, ends);
  };

  const write = async (
    requests: readonly LocalGenerateRequest[],
    options: LocalGenerateOptions = {},
  ): Promise<readonly LocalGeneration[]> => {
    checkSampling(options);
    checkCount('maxTokens', options.maxTokens);
    const { temperature = 0, seed: callSeed } = options;
    const draw = (): number => random.integer(0, SEEDS);
    // At temperature 0 nothing is drawn, so do not advance the stream of seeds.
    const seeds = temperature > 0 ? requestSeeds(requests, { callSeed, draw }) : undefined;
    return run(options, (context) => writeTexts(requests, { ...context, seeds, options }));
  };

  const model: LocalModel = {
    get id() {
      return opened?.format === 'chat' ? `${id} (chat)` : id;
    },
    get format() {
      return opened?.format;
    },
    price: NO_PRICE,
    get capabilities() {
      const contextLength = opened?.contextLength ?? options.contextLength;
      return {
        scoresText: true,
        textScoring: 'in-process' as const,
        maxTopTokens: MAX_TOP_TOKENS,
        seeds: true,
        followsSchemas: true,
        countsTokensExactly: true,
        // Known from the file once it is open.
        ...(contextLength === undefined ? {} : { contextLength }),
        ...(opened === undefined ? {} : { readsMessages: opened.readsMessages }),
      };
    },
    get statistics() {
      return { ...statistics };
    },
    generate: write,
    streamText: streamOne((onText) => async (requests, generateOptions) => {
      const { onResult: _, ...others } = generateOptions;
      return write(requests, { ...others, onText });
    }),
    async scoreText(requests, scoreOptions = {}) {
      return run(scoreOptions, (context) => scoreTexts(requests, context));
    },
    async nextToken(contexts, nextOptions) {
      const { top } = nextOptions;
      checkCount('top', top, 0);
      requireNextToken(model, top);
      return run(nextOptions, (context) => nextTokens(contexts, { ...context, top }));
    },
    async readTokens(texts, { signal, top = 0 } = {}) {
      checkCount('top', top, 0);
      if (top > 0) requireNextToken(model, top);
      const options = signal === undefined ? {} : { signal };
      return run<never, readonly (readonly TokenReading[])[]>(options, (context) =>
        readTokens(texts, { ...context, top }),
      );
    },
    async openTokenizer() {
      closing.signal.throwIfAborted();
      return toLocalTokenizer(await open());
    },
    async evaluate(requests, callOptions = {}) {
      return run(callOptions, (context) =>
        evaluateTexts(requests, { ...context, logits: callOptions.logits ?? 'none' }),
      );
    },
    async countTokens(text) {
      closing.signal.throwIfAborted();
      return (await open()).tokenizer.count(text);
    },
    async open() {
      closing.signal.throwIfAborted();
      await open();
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort(
        new LocalModelError({
          code: 'closed',
          message: `${id} is closed. Create it again to send more requests.`,
        }),
      );
      // The running call stops at its next step. Free the memory only after that.
      await takeTurn(async () => undefined, new AbortController().signal);
      await (await engine?.catch(() => undefined))?.close();
    },
    [Symbol.asyncDispose]: () => model.close(),
  };
  return model;
}
