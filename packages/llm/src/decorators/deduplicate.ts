import type {
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  TextScore,
  TokenDistribution,
  Usage,
} from '../language-model.ts';
import { isPassing } from '../item-failure.ts';
import { type AnswerMemory, askOnce } from './ask-once.ts';
import { createTokenPacker } from './create-token-packer.ts';
import { questionKey } from './question-key.ts';

/** A result that may be a failure. */
type Failable = Pick<Generation, 'usage' | 'failure'>;

/** What an answer from memory costs. */
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * A model that is asked each deterministic question once, also while the answer is on its way: what `scoreText`, `nextToken` and
 * `generate` at temperature 0 ask. Replies at a higher temperature are samples, and each is drawn for itself, even with equal seeds.
 *
 * Answers are kept as long as the model is, without the texts that were asked. A remembered answer has a usage of nothing. A failure is remembered if another try
 * would meet it again, such as a filter's.
 */
export function deduplicate(model: LanguageModel): LanguageModel {
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  const generations = createMemory<Generation, Omit<Generation, 'usage'>>({
    pack: ({ usage: _, ...kept }) => kept,
    unpack: (kept) => ({ ...kept, usage: NOTHING }),
  });
  const scores = createMemory<TextScore, readonly number[]>({
    pack: ({ logProbabilities }) => logProbabilities,
    unpack: (logProbabilities) => ({ logProbabilities, usage: NOTHING }),
  });
  const packer = createTokenPacker();
  const distributions = createMemory<TokenDistribution, Float64Array>({
    pack: ({ top }) => packer.pack(top),
    unpack: (packed) => ({ top: packer.unpack(packed), usage: NOTHING }),
  });

  return {
    ...model,
    generate(requests, options = {}) {
      if ((options.temperature ?? 0) > 0) return model.generate(requests, options);
      const kind = generationKind(options);
      return askOnce({
        requests,
        keyOf: ({ prompt }: GenerateRequest) => questionKey(kind, prompt),
        memory: generations,
        ask: (questions, onResult) => model.generate(questions, { ...options, onResult }),
        onResult: options.onResult,
        onFailure: options.onFailure,
        signal: options.signal,
      });
    },
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, options = {}) =>
            askOnce({
              requests,
              keyOf: ({ context, continuation }) => questionKey('score', context, continuation),
              memory: scores,
              ask: (questions, onResult) => scoreText(questions, { ...options, onResult }),
              onResult: options.onResult,
              onFailure: options.onFailure,
              signal: options.signal,
            }),
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: (contexts, options) =>
            askOnce({
              requests: contexts,
              keyOf: (context) => questionKey(`top ${options.top}`, context),
              memory: distributions,
              ask: (questions, onResult) => nextToken(questions, { ...options, onResult }),
              onResult: options.onResult,
              onFailure: options.onFailure,
              signal: options.signal,
            }),
        }),
  };
}

/** Everything but the prompt that decides a reply at temperature 0; seeds and the nucleus do not. */
function generationKind({
  maxTokens,
  stop = [],
  logProbabilities = false,
}: GenerateOptions): string {
  return JSON.stringify(['generate', maxTokens ?? null, stop, logProbabilities]);
}

function createMemory<Result extends Failable, Packed>({
  pack,
  unpack,
}: {
  readonly pack: (result: Result) => Packed;
  readonly unpack: (packed: Packed) => Result;
}): AnswerMemory<Result> {
  const answers = new Map<string, Packed>();
  // There are few of these.
  const failures = new Map<string, Result>();
  return {
    underWay: new Map(),
    recall(key) {
      const packed = answers.get(key);
      return packed === undefined ? failures.get(key) : unpack(packed);
    },
    remember(key, result) {
      if (result.failure === undefined) answers.set(key, pack(result));
      // A failure that may pass is no answer: the next call asks again.
      else if (!isPassing(result.failure)) failures.set(key, { ...result, usage: NOTHING });
    },
    share: (result) => ({ ...result, usage: NOTHING }),
  };
}
