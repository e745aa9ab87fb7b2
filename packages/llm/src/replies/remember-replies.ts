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
import { isPassing, type ItemFailure } from '../item-failure.ts';
import { createSampleCounter, type SampleCounter } from './create-sample-counter.ts';
import { priceUsage } from '../prices/price.ts';
import type { Prompt } from '../prompts/prompt.ts';
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
  /** Whose samples these are, such as a run's seed: the same stream draws the same samples again, another one its own. @default '' */
  readonly stream?: string;
  /** Shared by models of one identity. @default a counter of its own */
  readonly samples?: SampleCounter;
}

/** Where the replies of a run came from; the same for a run that was interrupted as for one that was not. */
export interface ReplyStatistics {
  /** Replies found among those that runs share. */
  readonly hits: number;
  /** Replies that the model was asked for. */
  readonly misses: number;
  /** What hits would have cost. */
  readonly saved: SavedUsage;
  /** Hits and misses that the run's own replies held from before. */
  readonly replayed: number;
}

/** What was not spent. */
export interface SavedUsage {
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null where a reply is among them whose price is not known. */
  readonly dollars: number | null;
}

/** Nothing saved. */
export const NOTHING_SAVED: SavedUsage = {
  requests: 0,
  promptTokens: 0,
  completionTokens: 0,
  dollars: 0,
};

/** Two savings as one. */
export function addSaved(one: SavedUsage, other: SavedUsage): SavedUsage {
  return {
    requests: one.requests + other.requests,
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    dollars: one.dollars === null || other.dollars === null ? null : one.dollars + other.dollars,
  };
}

/** A model whose replies are kept. */
export interface RememberingModel extends LanguageModel {
  readonly replies: ReplyStatistics;
}

/** A reply as the run's own replies hold it. */
interface KeptReply {
  readonly failure?: ItemFailure;
  readonly usage: Usage;
  /** What it would have cost, where it was found among those that runs share. */
  readonly saved?: Usage;
}

/** Changes when the meaning of keys or values does. */
const FORMAT = 2;
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * A model that writes down each reply and is not asked again for one that is written down. Samples are told apart by seed, by stream and by how
 * often the same request came before, so that none stands in for another.
 */
export function rememberReplies(
  model: LanguageModel,
  {
    identity,
    own,
    shared,
    isRefreshed = false,
    stream = '',
    samples = createSampleCounter(),
  }: RememberRepliesOptions,
): RememberingModel {
  const counts = { hits: 0, misses: 0, replayed: 0 };
  let saved = NOTHING_SAVED;
  // How often a question failed in passing so far, in the order of the run: a resumed run fails as often before it asks again.
  const failed = new Map<string, number>();
  const ownKey = (key: string): string => {
    const times = failed.get(key) ?? 0;
    return times === 0 ? key : questionKey(`again ${times}`, key);
  };
  const countFailure = (key: string, { failure }: Pick<Generation, 'failure'>): void => {
    if (failure !== undefined && isPassing(failure)) failed.set(key, (failed.get(key) ?? 0) + 1);
  };

  const countHit = (usage: Usage): void => {
    const {
      promptTokens,
      completionTokens,
      requests = 1,
      dollars,
    } = priceUsage(usage, model.price);
    counts.hits++;
    saved = addSaved(saved, { promptTokens, completionTokens, requests, dollars: dollars ?? null });
  };

  /** A reply from this run's replies or from the shared ones. */
  const recall = (key: string): object | undefined => {
    const known = own?.read(ownKey(key));
    if (known !== undefined) {
      const { saved: cost, ...reply } = JSON.parse(known) as KeptReply;
      counts.replayed++;
      if (cost === undefined) counts.misses++;
      else countHit(cost);
      countFailure(key, reply);
      return reply;
    }
    const text = isRefreshed ? undefined : shared?.read(key);
    if (text === undefined) return undefined;
    const reply = JSON.parse(text) as KeptReply;
    const free = { ...reply, usage: NOTHING };
    countHit(reply.usage);
    own?.write(ownKey(key), JSON.stringify({ ...free, saved: reply.usage }));
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
      const reply = recall(key);
      if (reply === undefined) return [index];
      settle(index, reply as Result);
      return [];
    });
    if (open.length === 0) return results;
    await hearEachResult<Result>(
      (listener) => ask(open, listener),
      (result, at) => {
        const index = open[at] as number;
        const text = JSON.stringify(result);
        const key = keys[index] as string;
        own?.write(ownKey(key), text);
        countFailure(key, result);
        // Another run may have better luck; this one, resumed, must not.
        if (result.failure === undefined) shared?.write(key, text);
        counts.misses++;
        settle(index, result);
      },
    );
    return results;
  };

  const keyOf = (kind: readonly unknown[], context: Prompt, continuation?: string): string =>
    questionKey(JSON.stringify([FORMAT, identity, ...kind]), context, continuation);

  const sampleKey = (
    options: GenerateOptions,
    prompt: Prompt,
    seed: number | undefined,
  ): string => {
    const { temperature = 0, topP, maxTokens, stop = [], logProbabilities = false } = options;
    const kind = ['generate', temperature, maxTokens ?? null, stop, logProbabilities];
    // Neither seeds nor the nucleus move the most likely reply.
    if (temperature === 0) return keyOf(kind, prompt);
    const drawn = [...kind, topP ?? null, seed ?? null, stream];
    return keyOf([...drawn, samples.next(keyOf(drawn, prompt))], prompt);
  };

  return {
    ...model,
    get replies() {
      return { ...counts, saved };
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
