import type {
  Capabilities,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  NextTokenOptions,
  ScoredToken,
  ScoreTextOptions,
  ScoreTextRequest,
  TextScore,
  TokenDistribution,
} from '../language-model.ts';
import { type Prompt, promptText } from '../prompts/prompt.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';

/** A request whose prompt is plain text. Messages are given as `promptText` joins them. */
export interface PlainGenerateRequest extends GenerateRequest {
  readonly prompt: string;
}

/**
 * A request for a score whose context is plain text. Messages are given as `promptText` joins them.
 */
export interface PlainScoreTextRequest extends ScoreTextRequest {
  readonly context: string;
}

/**
 * An answer for every request, a list of answers that are used up in order, or a function of the
 * request.
 */
export type Fake<Request, Options, Answer> =
  | Answer
  | readonly Answer[]
  | ((request: Request, options: Options, index: number) => Answer | Promise<Answer>);

/** A reply: its text, or as much of a `Generation` as matters. */
export type FakeGeneration = string | (Partial<Generation> & { readonly text: string });

/** A score: the log-probability of the whole text as one token, or the score itself. */
export type FakeScore = number | (Partial<TextScore> & Pick<TextScore, 'logProbabilities'>);

/** Next tokens: their log-probabilities by text, in any order, or the distribution itself. */
export type FakeDistribution =
  | { readonly top: readonly ScoredToken[] }
  | { readonly logProbabilities: Readonly<Record<string, number>> };

/** Options of `createFakeModel`. */
export interface FakeModelOptions {
  /** @default 'fake' */
  readonly id?: string;
  /** @default what the fakes that are given imply; 100 next tokens; seeds */
  readonly capabilities?: Partial<Capabilities>;
  /** @default the empty text */
  readonly generate?: Fake<PlainGenerateRequest, GenerateOptions, FakeGeneration>;
  /** Left out, the model scores no texts. */
  readonly scoreText?: Fake<PlainScoreTextRequest, ScoreTextOptions, FakeScore>;
  /** Left out, the model gives no next tokens. */
  readonly nextToken?: Fake<string, NextTokenOptions, FakeDistribution>;
}

/** A call that a fake model received. */
export type FakeCall =
  | {
      readonly kind: 'generate';
      readonly requests: readonly GenerateRequest[];
      readonly options: GenerateOptions;
    }
  | {
      readonly kind: 'scoreText';
      readonly requests: readonly ScoreTextRequest[];
      readonly options: ScoreTextOptions;
    }
  | {
      readonly kind: 'nextToken';
      readonly requests: readonly Prompt[];
      readonly options: NextTokenOptions;
    };

/** A model that answers as it was told, and keeps what it was asked. */
export interface FakeModel extends LanguageModel {
  /** Each call so far, in order. */
  readonly calls: readonly FakeCall[];
}

/**
 * A language model for tests: no network, no randomness, every call on record.
 *
 * @example
 * const model = createFakeModel({ generate: ({ prompt }) => prompt.toUpperCase() });
 * await model.generate([{ prompt: 'hello' }]); // [{ text: 'HELLO', … }]
 * model.calls[0]?.requests; // [{ prompt: 'hello' }]
 */
export function createFakeModel(options: FakeModelOptions = {}): FakeModel {
  const { id = 'fake', generate = '', scoreText, nextToken } = options;
  const calls: FakeCall[] = [];
  const answerGenerate = createAnswerer(generate, toGeneration);
  const answerScore = scoreText === undefined ? undefined : createAnswerer(scoreText, toScore);
  const answerNext =
    nextToken === undefined ? undefined : createAnswerer(nextToken, toDistribution);
  return {
    id,
    capabilities: {
      scoresText: scoreText !== undefined,
      maxTopTokens: nextToken === undefined ? 0 : 100,
      seeds: true,
      ...options.capabilities,
    },
    calls,
    countTokens: estimateTokens,
    async generate(requests, callOptions = {}) {
      calls.push({ kind: 'generate', requests, options: callOptions });
      return answerGenerate(requests.map(toPlainRequest), callOptions);
    },
    ...(answerScore === undefined
      ? {}
      : {
          async scoreText(
            requests: readonly ScoreTextRequest[],
            callOptions: ScoreTextOptions = {},
          ) {
            calls.push({ kind: 'scoreText', requests, options: callOptions });
            return answerScore(requests.map(toPlainScoreRequest), callOptions);
          },
        }),
    ...(answerNext === undefined
      ? {}
      : {
          async nextToken(contexts: readonly Prompt[], callOptions: NextTokenOptions) {
            calls.push({ kind: 'nextToken', requests: contexts, options: callOptions });
            return answerNext(contexts.map(promptText), callOptions);
          },
        }),
  };
}

interface CallOptionsOf<Result> {
  readonly signal?: AbortSignal;
  readonly onResult?: (result: Result, index: number) => void;
}

function createAnswerer<Request, Options extends CallOptionsOf<Result>, Answer, Result>(
  fake: Fake<Request, Options, Answer>,
  toResult: (answer: Answer, request: Request, options: Options) => Result,
): (requests: readonly Request[], options: Options) => Promise<readonly Result[]> {
  const next = toFunction(fake);
  return async (requests, options) => {
    options.signal?.throwIfAborted();
    const answers = await Promise.all(
      requests.map(async (request, index) =>
        toResult(await next(request, options, index), request, options),
      ),
    );
    options.signal?.throwIfAborted();
    answers.forEach((result, index) => options.onResult?.(result, index));
    return answers;
  };
}

function toFunction<Request, Options, Answer>(
  fake: Fake<Request, Options, Answer>,
): (request: Request, options: Options, index: number) => Answer | Promise<Answer> {
  if (typeof fake === 'function') {
    return fake as (request: Request, options: Options, index: number) => Answer;
  }
  if (!Array.isArray(fake)) return () => fake as Answer;
  const answers: readonly Answer[] = fake;
  let used = 0;
  return (request) => {
    const answer = answers[used++];
    if (answer === undefined) {
      throw new Error(
        `The fake model has ${answers.length} answers, and this is request ${used}: ${JSON.stringify(request)}`,
      );
    }
    return answer;
  };
}

function toGeneration(answer: FakeGeneration, { prompt }: PlainGenerateRequest): Generation {
  const partial = typeof answer === 'string' ? { text: answer } : answer;
  const usage = {
    promptTokens: estimateTokens(prompt),
    completionTokens: estimateTokens(partial.text),
  };
  return { finishReason: 'stop', usage, ...partial };
}

function toScore(answer: FakeScore, { context, continuation }: PlainScoreTextRequest): TextScore {
  const partial = typeof answer === 'number' ? { logProbabilities: [answer] } : answer;
  const usage = { promptTokens: estimateTokens(context + continuation), completionTokens: 0 };
  return { usage, ...partial };
}

function toDistribution(
  answer: FakeDistribution,
  context: string,
  { top: count }: NextTokenOptions,
): TokenDistribution {
  const tokens =
    'top' in answer
      ? answer.top
      : Object.entries(answer.logProbabilities)
          .map(([token, logProbability]) => ({ token, logProbability }))
          .sort((a, b) => b.logProbability - a.logProbability);
  const usage = { promptTokens: estimateTokens(context), completionTokens: 1 };
  return { top: tokens.slice(0, count), usage };
}

function toPlainRequest(request: GenerateRequest): PlainGenerateRequest {
  return { ...request, prompt: promptText(request.prompt) };
}

function toPlainScoreRequest(request: ScoreTextRequest): PlainScoreTextRequest {
  return { ...request, context: promptText(request.context) };
}
