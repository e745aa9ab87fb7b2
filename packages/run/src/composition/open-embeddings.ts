import type { LanguageModel } from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { createModelOpener } from './create-model-opener.ts';
import type { ModelSources } from './findings.ts';

/**
 * The embedding model of a metric, at the endpoint that the environment describes; undefined if the
 * metric compares no embeddings.
 *
 * @throws ModelSettingError if the environment describes no endpoint, or money is capped and the
 *   model has no price
 */
export async function openEmbeddings(
  configuration: Configuration,
  signal: AbortSignal,
  sources: ModelSources,
): Promise<LanguageModel | undefined> {
  const name = sources.modules?.metric?.embeddingModel;
  if (name === undefined) return undefined;
  const opener = createModelOpener(configuration, signal, sources);
  opener.requirePrice(name);
  return opener.openEmbeddings(name);
}
