import { requireNextToken, requireScoreText } from '../capabilities/require-capability.ts';
import { questionKey } from '../decorators/question-key.ts';
import { hearEachResult } from '../decorators/hear-each-result.ts';
import type {
  GenerateOptions,
  Generation,
  LanguageModel,
  OnResult,
  TextScore,
  TokenDistribution,
  Usage,
} from '../language-model.ts';
import type { ReplyStore } from './reply-store.ts';

/** Options of `rememberReplies`. */
export interface RememberRepliesOptions {
  /** Where the model lives and what it is called: keeps the replies of two servers apart. */
  readonly identity: string;
  /** The run's own replies. Each is written as it arrives, and read with the usage that it had, so that a resumed run costs what it would have cost. */
  readonly own?: Pick<ReplyStore, 'read' | 'write'>;
  /** Replies that runs share; one that is found there costs nothing. */
  readonly shared?: Pick<ReplyStore, 'read' | 'write'>;
  /** Shared replies are not read, only written. @default false */
  readonly isRefreshed?: boolean;
}

/** What remembering has saved. */
export interface ReplyStatistics {
  /** Replies of this run that were there from before. */
  readonly replayed: number;
  /** Replies found among those that runs share. */
  readonly hits: number;
  /** Replies that the model was asked for. */
  readonly misses: number;
  /** Tokens that hits did not cost. */
  readonly tokensSaved: number;
}

/** A model whose replies are kept. */
export interface RememberingModel extends LanguageModel {
  readonly replies: ReplyStatistics;
}

/** Changes when the meaning of keys or values does. */
const FORMAT = 1;
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * A model that writes down each reply and is not asked again for one that is written down. Samples are told apart by seed and by how often the
 * same request came before, so that none stands in for another.
 */
export function rememberReplies(
  model: LanguageModel,
  { identity, own, shared, isRefreshed = false }: RememberRepliesOptions,
): RememberingModel {
  const counts = { replayed: 0, hits: 0, misses: 0, tokensSaved: 0 };
  const samples = new Map<string, number>();

  /** A reply's JSON text, from this run's replies or from the shared ones. */
  const recall = (key: string): string | undefined => {
    const replayed = own?.read(key);
    if (replayed !== undefined) {
      counts.replayed++;
      return replayed;
    }
    const text = isRefreshed ? undefined : shared?.read(key);
    if (text === undefined) return undefined;
    const reply = JSON.parse(text) as { readonly usage: Usage };
    counts.hits++;
    counts.tokensSaved += reply.usage.promptTokens + reply.usage.completionTokens;
    const free = JSON.stringify({ ...reply, usage: NOTHING });
    own?.write(key, free);
    return free;
  };

  const answer = async <Result extends Pick<Generation, 'usage' | 'failure'>>(
    keys: readonly string[],
    ask: (indices: readonly number[], onResult: OnResult<Result>) => Promise<readonly Result[]>,
    onResult: OnResult<Result> | undefined,
  ): Promise<readonly Result[]> => {
    const results = new Array<Result>(keys.length);
    const settle = (index: number, result: Result): void => {
      results[index] = result;
      onResult?.(result, index);
    };
    const open = keys.flatMap((key, index) => {
      const text = recall(key);
      if (text === undefined) return [index];
      settle(index, JSON.parse(text) as Result);
      return [];
    });
    if (open.length === 0) return results;
    await hearEachResult<Result>(
      (listener) => ask(open, listener),
      (result, at) => {
        const index = open[at] as number;
        const text = JSON.stringify(result);
        const key = keys[index] as string;
        own?.write(key, text);
        // Another run may have better luck; this one, resumed, must not.
        if (result.failure === undefined) shared?.write(key, text);
        counts.misses++;
        settle(index, result);
      },
    );
    return results;
  };

  const keyOf = (kind: readonly unknown[], context: string, continuation?: string): string =>
    questionKey(JSON.stringify([FORMAT, identity, ...kind]), context, continuation);

  const sampleKey = (
    options: GenerateOptions,
    prompt: string,
    seed: number | undefined,
  ): string => {
    const { temperature = 0, topP, maxTokens, stop = [], logProbabilities = false } = options;
    const kind = ['generate', temperature, maxTokens ?? null, stop, logProbabilities];
    if (temperature === 0) return keyOf(kind, prompt);
    const drawn = [...kind, topP ?? null, seed ?? null];
    const base = keyOf(drawn, prompt);
    const sample = samples.get(base) ?? 0;
    samples.set(base, sample + 1);
    return keyOf([...drawn, sample], prompt);
  };

  return {
    ...model,
    get replies() {
      return { ...counts };
    },
    generate: async (requests, options = {}) =>
      answer<Generation>(
        requests.map(({ prompt, seed = options.seed }) => sampleKey(options, prompt, seed)),
        (indices, onResult) => model.generate(pick(requests, indices), { ...options, onResult }),
        options.onResult,
      ),
    ...(model.scoreText === undefined
      ? {}
      : {
          scoreText: async (requests, options = {}) =>
            answer<TextScore>(
              requests.map(({ context, continuation }) => keyOf(['score'], context, continuation)),
              (indices, onResult) =>
                requireScoreText(model).scoreText(pick(requests, indices), {
                  ...options,
                  onResult,
                }),
              options.onResult,
            ),
        }),
    ...(model.nextToken === undefined
      ? {}
      : {
          nextToken: async (contexts, options) =>
            answer<TokenDistribution>(
              contexts.map((context) => keyOf(['next', options.top], context)),
              (indices, onResult) =>
                requireNextToken(model, options.top).nextToken(pick(contexts, indices), {
                  ...options,
                  onResult,
                }),
              options.onResult,
            ),
        }),
  };
}

function pick<Item>(items: readonly Item[], indices: readonly number[]): readonly Item[] {
  return indices.map((index) => items[index] as Item);
}
