import type {
  Generation,
  LanguageModel,
  TextScore,
  TokenDistribution,
  Usage,
} from '../language-model.ts';
import { given } from '../given.ts';
import { isPassing, type ItemFailure } from '../item-failure.ts';
import type { GenerateCall, ModelMiddleware } from '../middleware/model-middleware.ts';
import { numberRepetitions } from '../middleware/number-repetitions.ts';
import { priceUsage } from '../prices/price.ts';
import { addUsage, NO_USAGE } from '../usage/usage.ts';
import { answerFromCache, type Failable, type ReplyCache } from './answer-from-cache.ts';
import { createSampleCounter, type SampleCounter } from './create-sample-counter.ts';
import { questionKey } from './question-key.ts';
import type { ReplyStore } from './reply-store.ts';
import { generateKeys, generateKind, nextTokenKeys, scoreTextKeys } from './request-keys.ts';
import { readStoredReply, type StoredReplyKind } from './stored-reply.ts';

/** Options of `rememberReplies`. */
export interface RememberRepliesOptions {
  /** Address and name of the model: keeps the replies of two servers apart. */
  readonly identity: string;
  /**
   * The run's own replies. Each is written as it arrives, and read with the usage that it had, so
   * that a resumed run costs what it would have cost. A store that returns a promise withholds the
   * reply from the caller until then.
   */
  readonly own?: Pick<ReplyStore, 'read'> & {
    readonly write: (key: string, value: string) => void | Promise<void>;
  };
  /** Replies that runs share; one that is found there costs nothing. */
  readonly shared?: Pick<ReplyStore, 'read' | 'write'>;
  /** Shared replies are not read, only written. @default false */
  readonly isRefreshed?: boolean;
  /**
   * Whose samples these are, such as a run's seed: the same stream draws the same samples again,
   * another one its own.
   * @default ''
   */
  readonly stream?: string;
  /** Shared by models of one identity. @default a new counter */
  readonly samples?: SampleCounter;
  /** The time, which is stored with shared replies. @default they are stored without it */
  readonly now?: () => Date;
}

/** Sources of a run's replies; the same for an interrupted run as for any other. */
export interface ReplyStatistics {
  /** Replies found among those that runs share. */
  readonly hits: number;
  /** Replies that the model was asked for. */
  readonly misses: number;
  /** What hits would have cost. */
  readonly saved: Usage;
  /** When the oldest reply among the hits was stored, ISO 8601; absent if no hit has a date. */
  readonly oldest?: string;
  /** Hits and misses that the run's own replies held from before. */
  readonly replayed: number;
}

/** Middleware that keeps replies, and counts where they came from. */
export interface RememberingMiddleware extends ModelMiddleware {
  readonly replies: ReplyStatistics;
}

/** A reply as the run's own replies hold it. */
interface KeptReply {
  readonly failure?: ItemFailure;
  readonly usage: Usage;
  /** When it was stored among the replies that runs share, ISO 8601. */
  readonly storedAt?: string;
  /** What a shared reply would have cost. */
  readonly saved?: Usage;
}

/** Changes when the meaning of keys or values does. */
const FORMAT = 2;

/**
 * Writes down each reply of a model, and reads it again instead of asking. Samples are told apart
 * by seed, by stream and by how often the same request was made before, so that one never replaces
 * another.
 *
 * @example
 * const remembering = rememberReplies({ identity: identifyModel(endpoint, model), own: store });
 * const kept = wrapModel(model, remembering);
 */
export function rememberReplies({
  identity,
  own,
  shared,
  isRefreshed = false,
  stream = '',
  samples = createSampleCounter(),
  now,
}: RememberRepliesOptions): RememberingMiddleware {
  const scope = [FORMAT, identity];
  const counts = { hits: 0, misses: 0, replayed: 0 };
  let saved = NO_USAGE;
  let oldest: string | undefined;
  // How often a question failed in passing so far, in the order of the run: a resumed run fails as
  // often before it asks again.
  const failed = new Map<string, number>();
  const ownKey = (key: string): string => {
    const times = failed.get(key) ?? 0;
    return times === 0 ? key : questionKey(`again ${times}`, key);
  };
  const countFailure = (key: string, { failure }: Pick<Generation, 'failure'>): void => {
    if (failure !== undefined && isPassing(failure)) failed.set(key, (failed.get(key) ?? 0) + 1);
  };

  const countHit = (
    usage: Usage,
    storedAt: string | undefined,
    { price }: Pick<LanguageModel, 'price'>,
  ): void => {
    if (storedAt !== undefined && (oldest === undefined || storedAt < oldest)) oldest = storedAt;
    counts.hits++;
    saved = addUsage(saved, priceUsage(usage, price));
  };

  /** A reply from this run's replies or from the shared ones. */
  const recall = (key: string, model: LanguageModel, kind: StoredReplyKind): object | undefined => {
    const known = readReply(own?.read(ownKey(key)), kind);
    if (known !== undefined) {
      const { saved: cost, storedAt, ...reply } = known;
      counts.replayed++;
      if (cost === undefined) counts.misses++;
      else countHit(cost, storedAt, model);
      countFailure(key, reply);
      return reply;
    }
    const found = isRefreshed ? undefined : readReply(shared?.read(key), kind);
    if (found === undefined) return undefined;
    const { storedAt, ...reply } = found;
    const free = { ...reply, usage: NO_USAGE };
    countHit(reply.usage, storedAt, model);
    void own?.write(
      ownKey(key),
      JSON.stringify({ ...free, saved: reply.usage, ...given('storedAt', storedAt) }),
    );
    return free;
  };

  const cacheOf = <Result extends Failable>(
    model: LanguageModel,
    kind: StoredReplyKind,
  ): ReplyCache<Result> => ({
    recall: (key) => recall(key, model, kind) as Result | undefined,
    remember: (key, result) => {
      const text = JSON.stringify(result);
      const written = own?.write(ownKey(key), text);
      countFailure(key, result);
      // A failure is not shared: another run may succeed. This run, resumed, must fail again.
      if (result.failure === undefined)
        shared?.write(
          key,
          now ? JSON.stringify({ ...result, storedAt: now().toISOString() }) : text,
        );
      counts.misses++;
      return written ?? undefined;
    },
  });

  /** Keys of samples: those of equal requests differ by how often the request was made before. */
  const sampleKeys = ({ requests, options }: GenerateCall): readonly string[] => {
    const kind = generateKind(scope, options);
    return requests.map(({ prompt, seed = options.seed }) => {
      const drawn = [...kind, options.topP ?? null, seed ?? null, stream];
      const request = questionKey(JSON.stringify(drawn), prompt);
      return questionKey(JSON.stringify([...drawn, samples.next(request)]), prompt);
    });
  };

  return {
    get replies() {
      return { ...counts, saved, ...given('oldest', oldest) };
    },
    wrapGenerate: async (call) => {
      const isSampled = (call.options.temperature ?? 0) !== 0;
      const keys = isSampled ? sampleKeys(call) : generateKeys(scope, call);
      const numbered = { ...call, requests: numberRepetitions(call) };
      return answerFromCache(numbered, keys, cacheOf<Generation>(call.model, 'generation'));
    },
    wrapScoreText: async (call) =>
      answerFromCache(call, scoreTextKeys(scope, call), cacheOf<TextScore>(call.model, 'score')),
    wrapNextToken: async (call) =>
      answerFromCache(
        call,
        nextTokenKeys(scope, call),
        cacheOf<TokenDistribution>(call.model, 'distribution'),
      ),
  };
}

/** A stored reply, if it is one of the kind that is asked for; a foreign file may hold others. */
function readReply(text: string | undefined, kind: StoredReplyKind): KeptReply | undefined {
  if (text === undefined) return undefined;
  // The schema of each kind has these fields.
  return readStoredReply(text, kind) as KeptReply | undefined;
}
