import { basename } from 'node:path';

import { type CallOptions, NO_PRICE, type OnResult, requireNextToken } from '@dln/llm';
import { RandomState } from '@dln/random';

import { checkCount, checkSampling } from './check-arguments.ts';
import { createTurnstile } from './create-turnstile.ts';
import type { GpuChoice } from './engine/load-llama.ts';
import { type Engine, openEngine } from './engine/open-engine.ts';
import type { CallContext } from './evaluation/call-context.ts';
import { requestSeeds, SEEDS } from './generation/request-seeds.ts';
import { writeTexts } from './generation/write-texts.ts';
import type { LocalModel } from './local-model.ts';
import { ModelClosedError } from './model-closed-error.ts';
import { nextTokens } from './scoring/next-tokens.ts';
import { evaluateTexts, scoreTexts } from './scoring/score-texts.ts';

/** Options of `createLocalModel`. */
export interface LocalModelOptions {
  /** A model in the GGUF format. */
  readonly path: string;
  /** For people. @default 'local:' and the file's name */
  readonly id?: string;
  /** @default as many as cores are free when the model is loaded */
  readonly threads?: number;
  /** Tokens of a text and its continuation together. @default what the model was trained on, 4096 at most */
  readonly contextLength?: number;
  /** How many texts one context writes at once; each takes the memory of a context. @default 8, and 4 for models above 100 MB */
  readonly sequences?: number;
  /** `auto` takes the best graphics interface that node-llama-cpp finds a package for. @default false: the processor */
  readonly gpu?: GpuChoice;
  /** Where the seeds come from of samples that nobody seeds. @default 0 */
  readonly seed?: number;
}

/** Shorter ones would not hold the tokens that the engine is tried with. */
const SHORTEST_CONTEXT = 16;

/** The most next tokens that are given. */
const MAX_TOP_TOKENS = 100;

/**
 * A language model in this process, from any GGUF file. The file is opened by the first call. Calls run one after the other, each of them
 * planned as a whole; scores and replies do not depend on what else a call asks, nor on the number of threads and sequences.
 *
 * @example
 * await using model = createLocalModel({ path: 'model.gguf' });
 * const [score] = await model.scoreText([{ context: 'Is 7 prime?\n', continuation: 'yes' }]);
 *
 * @throws LocalModelArgumentError where an option makes no sense; what is wrong with the file, the first call throws
 */
export function createLocalModel(options: LocalModelOptions): LocalModel {
  const { path, id = `local:${basename(path)}`, gpu = false, seed = 0 } = options;
  checkCount('threads', options.threads);
  checkCount('contextLength', options.contextLength, SHORTEST_CONTEXT);
  checkCount('sequences', options.sequences);

  const statistics = { tokensEvaluated: 0, distinctPrefixTokens: 0 };
  const random = new RandomState(seed);
  const takeTurn = createTurnstile();
  const closing = new AbortController();
  let engine: Promise<Engine> | undefined;
  let contextLength = options.contextLength;

  const open = async (): Promise<Engine> => {
    engine ??= openEngine({
      ...options,
      gpu,
      onEvaluated(tokens) {
        statistics.tokensEvaluated += tokens;
      },
    });
    try {
      const opened = await engine;
      contextLength = opened.contextLength;
      return opened;
    } catch (error) {
      // Whoever calls again may have put the file in its place.
      engine = undefined;
      throw error;
    }
  };

  /** Runs a call when those before it are done. */
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
      const opened = await open();
      ends.throwIfAborted();
      return call({
        engine: opened,
        signal: ends,
        onResult,
        onFailure,
        onPlanned(tokens) {
          statistics.distinctPrefixTokens += tokens;
        },
      });
    }, ends);
  };

  const model: LocalModel = {
    id,
    price: NO_PRICE,
    get capabilities() {
      return {
        scoresText: true,
        textScoring: 'in-process' as const,
        maxTopTokens: MAX_TOP_TOKENS,
        seeds: true,
        countsTokensExactly: true,
        // The file says it, once it has been opened.
        ...(contextLength === undefined ? {} : { contextLength }),
      };
    },
    get statistics() {
      return { ...statistics };
    },
    async generate(requests, generateOptions = {}) {
      checkSampling(generateOptions);
      checkCount('maxTokens', generateOptions.maxTokens);
      const { temperature = 0, seed: callSeed } = generateOptions;
      const draw = (): number => random.integer(0, SEEDS);
      // Nothing is drawn at temperature 0, and nothing taken from the stream of seeds.
      const seeds = temperature > 0 ? requestSeeds(requests, { callSeed, draw }) : undefined;
      return run(generateOptions, (context) =>
        writeTexts(requests, { ...context, seeds, options: generateOptions }),
      );
    },
    async scoreText(requests, scoreOptions = {}) {
      return run(scoreOptions, (context) => scoreTexts(requests, context));
    },
    async nextToken(contexts, nextOptions) {
      const { top } = nextOptions;
      checkCount('top', top, 0);
      requireNextToken(model, top);
      return run(nextOptions, (context) => nextTokens(contexts, { ...context, top }));
    },
    async evaluate(requests, callOptions = {}) {
      return run(callOptions, (context) => evaluateTexts(requests, context));
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
      closing.abort(new ModelClosedError({ modelId: id }));
      // The call under way stops at its next step; only then is its memory given back.
      await takeTurn(async () => undefined, new AbortController().signal);
      await (await engine?.catch(() => undefined))?.close();
    },
    [Symbol.asyncDispose]: () => model.close(),
  };
  return model;
}
