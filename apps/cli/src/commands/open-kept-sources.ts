import { loadPrices } from '@dln/llm';
import {
  type CacheFlags,
  type CacheSummary,
  capTime,
  chooseSharedReplies,
  type Configuration,
  createReplyKeeper,
  createRunBudget,
  type Findings,
  formatCount,
  inFlags,
  type ModelSources,
  openNearRecord,
  openRunProbes,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Sources of a command's models, with the reply cache and the budget. */
export interface KeptSources extends Disposable {
  readonly sources: ModelSources;
  /** Aborts at Ctrl-C, and at a cap on time. */
  readonly signal: AbortSignal;
}

/** Options of `openKeptSources`. */
export interface KeptSourcesOptions {
  readonly configuration: Configuration;
  readonly surroundings: Surroundings;
  readonly cache: CacheFlags;
  /** What the run of the network found out about its endpoint. @default it is asked */
  readonly findings?: Findings | undefined;
}

/**
 * Opens the shared replies for a command that asks a network, so that a second try asks only for
 * what is missing.
 */
export async function openKeptSources(options: KeptSourcesOptions): Promise<KeptSources> {
  const { configuration, surroundings, cache, findings } = options;
  const onNote = (text: string): void => void surroundings.stderr.write(`${inFlags(text)}\n`);
  const shared = chooseSharedReplies(cache, surroundings.cacheFolder);
  const prices = await loadPrices(configuration.prices ?? undefined);
  const keeper = createReplyKeeper({ seed: configuration.seed, shared, onNote });
  const clock = capTime(configuration, surroundings.signal);
  return {
    sources: {
      keep: keeper.keep,
      budget: createRunBudget(configuration),
      prices,
      onNote,
      probes: shared && openRunProbes(shared),
      openEndpoint: openNearRecord,
      // Its requests were counted by the run.
      ...(findings ? { findings: { ...findings, probeRequests: 0 } } : {}),
    },
    signal: clock.signal,
    [Symbol.dispose]: () => {
      clock[Symbol.dispose]();
      const used = keeper.cache();
      if (used && used.hits > 0) onNote(describeCacheUse(used));
      keeper[Symbol.dispose]();
    },
  };
}

function describeCacheUse({ hits, oldest }: CacheSummary): string {
  const age = oldest === undefined ? '' : `; the oldest was stored on ${oldest.slice(0, 10)}`;
  return hits === 1
    ? `1 reply came from the cache${age}`
    : `${formatCount(hits)} replies came from the cache${age}`;
}
