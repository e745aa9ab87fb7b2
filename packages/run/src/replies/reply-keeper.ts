import { join } from 'node:path';
import {
  createSampleCounter,
  openReplyStore,
  NO_USAGE,
  addUsage,
  rememberReplies,
  wrapModel,
  type LanguageModel,
  type RememberingMiddleware,
  type ReplyStore,
  type SampleCount,
  type SampleCounter,
  type Usage,
} from '@dln/llm';
import { summarizeCache, type CacheSummary } from './cache-summary.ts';
import { openSharedReplies, type SharedReplies } from './shared-replies.ts';
import { systemClock } from '../clock.ts';

/**
 * Keeps the replies of a run's models in its directory, and those of endpoints where runs share
 * them.
 */
export interface ReplyKeeper extends Disposable {
  readonly keep: KeepReplies;
  /**
   * From now on replies are kept in this directory, and those that lie there are not asked for
   * again.
   */
  open(runDirectory: string): void;
  /** What the stored replies used. A reply without a price counts as free. */
  spent(): Usage;
  /** Effect of sharing; null if nothing is shared. */
  cache(): CacheSummary | null;
  /** States of the sample counters, by identity. */
  samples(): Readonly<Record<string, SampleCount>>;
}

/**
 * A model whose replies are kept.
 *
 * @param identity tells apart the models of different servers, and in-process models by their
 *   content
 * @param isLocal the model runs in this process: it costs nothing, answers at once, and its replies
 *   depend on the machine, so that they are not shared
 */
export type KeepReplies = (
  model: LanguageModel,
  identity: string,
  isLocal?: boolean,
) => LanguageModel;

/** Replies of a run that another machine may continue. */
export interface KeptElsewhere {
  /** What the run got before, elsewhere: it is not asked for again. */
  readonly earlier: readonly (readonly [key: string, value: string])[];
  /**
   * Called with each new reply. The reply is written to the run directory, and given to the
   * training, once the promise is fulfilled: what the run has, its successor has.
   */
  readonly onReply: (key: string, value: string) => Promise<void>;
}

/** Options of `createReplyKeeper`. */
export interface ReplyKeeperOptions {
  /** The run's seed: runs with the same one draw the same samples, and no others share any. */
  readonly seed: number;
  /** Replies that runs share. @default none */
  readonly shared?: SharedReplies | undefined;
  /** Replies of the same run outside its directory. @default none */
  readonly elsewhere?: KeptElsewhere | undefined;
  readonly onNote?: (text: string) => void;
  readonly now?: () => Date;
}

/** Name of the file in the run directory. */
export const repliesFile = 'replies.sqlite';

/**
 * A keeper that keeps nothing yet: a run's models are made before its directory is, so that a run
 * that cannot be made leaves none.
 */
export function createReplyKeeper({
  seed,
  shared,
  elsewhere,
  onNote = () => undefined,
  now = systemClock,
}: ReplyKeeperOptions): ReplyKeeper {
  let store: ReplyStore | undefined;
  let sharedStore: ReturnType<typeof openSharedReplies> | 'not opened' = 'not opened';
  const counters = new Map<string, SampleCounter>();
  const sharing: { readonly id: string; readonly remembering: RememberingMiddleware }[] = [];
  const own = {
    read: (key: string): string | undefined => store?.read(key),
    write: (key: string, value: string): Promise<void> | undefined => {
      if (elsewhere !== undefined)
        return elsewhere.onReply(key, value).then(() => store?.write(key, value));
      store?.write(key, value);
      return undefined;
    },
  };
  const openShared = (): ReturnType<typeof openSharedReplies> => {
    if (sharedStore === 'not opened') {
      const opened = shared === undefined ? undefined : openSharedReplies(shared, now, onNote);
      sharedStore = opened && noteFirstHit(opened, shared?.file ?? '', onNote);
    }
    return sharedStore;
  };
  const counterOf = (identity: string): SampleCounter => {
    const counter = counters.get(identity) ?? createSampleCounter();
    counters.set(identity, counter);
    return counter;
  };
  return {
    keep: (model, identity, isLocal = false) => {
      const common = isLocal ? undefined : openShared();
      const remembering = rememberReplies({
        identity,
        own,
        stream: String(seed),
        now,
        samples: counterOf(identity),
        ...(common ? { shared: common, isRefreshed: shared?.isRefreshed ?? false } : {}),
      });
      if (common) sharing.push({ id: model.id, remembering });
      return wrapModel(model, remembering);
    },
    open: (runDirectory) => {
      store = openReplyStore({
        file: join(runDirectory, repliesFile),
        now,
        onDamage: ({ setAside, salvaged }) => {
          onNote(
            `The replies of this run were damaged: ${salvaged} of them could be kept, those that are missing are asked for again, and the file is now ${setAside}.`,
          );
        },
      });
      if (elsewhere !== undefined) store.writeAll(elsewhere.earlier);
    },
    spent: () => {
      let total = NO_USAGE;
      for (const [, text] of store?.entries() ?? []) {
        const { usage } = JSON.parse(text) as { readonly usage: Usage };
        total = addUsage(total, { dollars: 0, ...usage });
      }
      return total;
    },
    cache: () =>
      sharing.length === 0
        ? null
        : summarizeCache(
            sharing.map(({ id, remembering }) => ({ id, replies: remembering.replies })),
          ),
    samples: () =>
      Object.fromEntries([...counters].map(([identity, counter]) => [identity, counter.state()])),
    [Symbol.dispose]: () => {
      store?.close();
      if (sharedStore !== 'not opened') sharedStore?.close();
    },
  };
}

/**
 * The same replies, with a note when the first of them is used: they may be those of a model that
 * has since been replaced.
 */
function noteFirstHit<Store extends Pick<ReplyStore, 'read'>>(
  store: Store,
  file: string,
  onNote: (text: string) => void,
): Store {
  let isNoted = false;
  return {
    ...store,
    read: (key) => {
      const value = store.read(key);
      if (value !== undefined && !isNoted) {
        isNoted = true;
        onNote(
          `replies that ${file} holds from earlier commands are used; refresh them to ask the model again`,
        );
      }
      return value;
    },
  };
}
