import { join } from 'node:path';
import {
  openReplyStore,
  rememberReplies,
  type LanguageModel,
  type ReplyStore,
  type Spending,
  type Usage,
} from '@dln/llm';

/** Keeps the replies of a run's models in its directory. */
export interface ReplyKeeper extends Disposable {
  /** A model whose replies are kept. `identity` tells apart the models of different servers. */
  readonly keep: (model: LanguageModel, identity: string) => LanguageModel;
  /** From now on replies are kept in this directory, and those that lie there are not asked for again. */
  open(runDirectory: string): void;
  /** What the replies that are kept have cost. */
  spent(): Spending;
}

/** Name of the file in the run directory. */
export const repliesFile = 'replies.sqlite';

/** A keeper that keeps nothing yet: a run's models are made before its directory is, so that a run that cannot be made leaves none. */
export function createReplyKeeper(now: () => Date = () => new Date()): ReplyKeeper {
  let store: ReplyStore | undefined;
  const own = {
    read: (key: string): string | undefined => store?.read(key),
    write: (key: string, value: string): void => store?.write(key, value),
  };
  return {
    keep: (model, identity) => rememberReplies(model, { identity, own }),
    open: (runDirectory) => {
      store = openReplyStore({ file: join(runDirectory, repliesFile), now });
    },
    spent: () => {
      const total = { requests: 0, tokens: 0, dollars: 0 };
      for (const [, text] of store?.entries() ?? []) {
        const { usage } = JSON.parse(text) as { readonly usage: Usage };
        total.requests += usage.requests ?? 1;
        total.tokens += usage.promptTokens + usage.completionTokens;
        total.dollars += usage.dollars ?? 0;
      }
      return total;
    },
    [Symbol.dispose]: () => store?.close(),
  };
}
