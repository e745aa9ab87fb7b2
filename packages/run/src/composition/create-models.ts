import {
  type LanguageModel,
  type ModelRegistry,
  type RegistrySnapshot,
  sumCosts,
  tokensOf,
} from '@dln/llm';
import type { InferenceSettings, NetworkModels } from '@dln/vi';
import { loadModules } from '../modules/load-modules.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { Spending } from './spending.ts';
import { createRetryCounter, type RetryCounts } from './count-retries.ts';
import { describeIdleCap } from './describe-idle-cap.ts';
import type { Findings, ModelSources } from './findings.ts';
import { createNoticeNotes, createWaitNotes } from './note-waits.ts';
import { openEmbeddings } from './open-embeddings.ts';
import { openConnections } from './open-connections.ts';
import { openEnvironment } from './open-environment.ts';
import { openGivenModels } from './open-given-models.ts';
import type { OpenedModels } from './opened-models.ts';

/** The models of a run. */
export interface RunModels {
  readonly models: NetworkModels;
  /** Judges answers; missing if the metric asks no model. */
  readonly judge?: LanguageModel | undefined;
  /** Embeds texts; missing if the metric compares no embeddings. */
  readonly embeddings?: LanguageModel | undefined;
  /** Models on which the network must work, beside the forward model. */
  readonly others: readonly LanguageModel[];
  /** How the backward model proposes, if it defines that. */
  readonly proposals: Partial<Pick<InferenceSettings, 'backwardTemperature' | 'backwardMaxTokens'>>;
  readonly findings: Findings;
  /** Gives back what models in this process hold. */
  readonly close: () => Promise<void>;
  readonly spending: () => Spending;
  /** Where seeds and accounts stand. */
  readonly snapshot: () => RegistrySnapshot;
  /** Attempts that were made again so far. */
  readonly retries: () => RetryCounts;
}

/**
 * Opens the models that a configuration names: those of its connections file, or those of the
 * endpoint that the environment describes.
 */
export async function createModels(
  configuration: Configuration,
  signal: AbortSignal,
  sources: ModelSources = {},
): Promise<RunModels> {
  const counter = createRetryCounter();
  const noteWait = createWaitNotes(sources.onNote);
  const modules = sources.modules ?? (await loadModules(configuration, sources));
  const counted: ModelSources = {
    ...sources,
    modules,
    onNotice: sources.onNotice ?? createNoticeNotes(sources.onNote),
    onRetry: (kind, retry) => {
      counter.onRetry(kind);
      noteWait(retry);
      sources.onRetry?.(kind, retry);
    },
  };
  const { registry, forward, backward, score, judge, others, proposals, findings, close } =
    await open(configuration, signal, counted);
  const embeddings = await openEmbeddings(configuration, signal, counted);
  if (embeddings) registry.register('embeddings', embeddings);
  const unable = describeIdleCap(registry, sources.budget);
  if (unable !== undefined) sources.onNote?.(unable);
  return {
    ...(embeddings ? { embeddings: registry.get('embeddings') } : {}),
    models: {
      forward: registry.get(forward),
      backward: registry.get(backward),
      score: registry.get(score),
    },
    ...(judge === undefined ? {} : { judge: registry.get(judge) }),
    others: (others ?? []).map((name) => registry.get(name)),
    proposals,
    findings,
    close,
    retries: () => counter.counts,
    spending: () => sumSpending(registry, findings.probeRequests),
    snapshot: () => registry.snapshot(),
  };
}

async function open(
  configuration: Configuration,
  signal: AbortSignal,
  sources: ModelSources,
): Promise<OpenedModels> {
  const { connectionsConfig } = configuration;
  if (sources.models) return openGivenModels(configuration, sources.models, sources);
  if (connectionsConfig !== null) return openConnections(configuration, connectionsConfig, sources);
  return openEnvironment(configuration, signal, sources);
}

function sumSpending({ costs }: ModelRegistry, probeRequests: number): Spending {
  const total = sumCosts(Object.values(costs.total));
  return {
    requestsSent: probeRequests + total.requests,
    requestsSaved: total.remembered,
    tokens: tokensOf(total),
    dollars: total.dollars,
  };
}
