import type { ItemFailure } from '../item-failure.ts';
import { failedDistribution, failedGeneration, failedScore } from '../backends/failed-results.ts';
import type {
  GenerateOptions,
  GenerateRequest,
  Generation,
  ScoreTextRequest,
  TextScore,
  TokenDistribution,
  Usage,
} from '../language-model.ts';
import type { CallKind } from '../registry/cost.ts';
import { appendToPrompt, type Prompt } from '../prompts/prompt.ts';
import type { ModelCall, ModelMiddleware, ResultOptions } from './model-middleware.ts';

/** What the results of all kinds of calls have. */
export interface AnyResult {
  readonly usage: Usage;
  readonly failure?: ItemFailure;
}

/** The options of `generate` that do not depend on the results. */
export type Sampling = Omit<GenerateOptions, 'onResult'>;

/** A call of any kind. */
export interface AnyCall<Request, Options, Result> extends ModelCall<Request, Options, Result> {
  readonly kind: CallKind;
  /**
   * The whole text that the model reads for a request: for a score, the context with the
   * continuation.
   */
  readonly promptOf: (request: Request) => Prompt;
  /** How texts are generated; undefined for calls of other kinds. */
  readonly sampling?: Sampling | undefined;
  /** The seed of a request, if it has one. */
  readonly seedOf: (request: Request) => number | undefined;
  /** The result of a request that failed. */
  readonly fail: (failure: ItemFailure) => Result;
}

/** Middleware that treats all kinds of calls alike. */
export function everyCall(
  wrap: <Request, Options extends ResultOptions<Result>, Result extends AnyResult>(
    call: AnyCall<Request, Options, Result>,
  ) => Promise<readonly Result[]>,
): Required<ModelMiddleware> {
  return {
    wrapGenerate: (call) => wrap({ ...call, ...generateParts, sampling: call.options }),
    wrapScoreText: (call) => wrap({ ...call, ...scoreTextParts }),
    wrapNextToken: (call) => wrap({ ...call, ...nextTokenParts }),
  };
}

type Parts<Request, Result> = Pick<
  AnyCall<Request, never, Result>,
  'kind' | 'promptOf' | 'seedOf' | 'fail'
>;

const generateParts: Parts<GenerateRequest, Generation> = {
  kind: 'generate',
  promptOf: ({ prompt }) => prompt,
  seedOf: ({ seed }) => seed,
  fail: failedGeneration,
};

const scoreTextParts: Parts<ScoreTextRequest, TextScore> = {
  kind: 'scoreText',
  promptOf: ({ context, continuation }) => appendToPrompt(context, continuation),
  seedOf: () => undefined,
  fail: failedScore,
};

const nextTokenParts: Parts<Prompt, TokenDistribution> = {
  kind: 'nextToken',
  promptOf: (context) => context,
  seedOf: () => undefined,
  fail: failedDistribution,
};
