import { loadRegistry, type LanguageModel, type ModelProvider } from '@dln/llm';
import type { Configuration } from '../configuration/configuration.ts';
import { nothingFound, type ModelSources } from './findings.ts';
import { UnnamedModelError } from './unnamed-model-error.ts';
import type { OpenedModels } from './opened-models.ts';
import { refuseUnpriced } from './refuse-unpriced.ts';

/**
 * Opens the models of a connections file. What an entry says of temperature and length goes over the command line, as in the reference.
 *
 * @throws errors with `userFacing` where the file or an entry of it cannot be used
 */
export async function openConnections(
  configuration: Configuration,
  file: string,
  { keep, budget, prices }: ModelSources = {},
): Promise<OpenedModels> {
  const { fwdModelType, bwdModelType, scoreModel, concurrency } = configuration;
  const local = await trackLocalModels();
  const registry = await loadRegistry(file, {
    providers: local.providers,
    scheduler: { concurrency },
    ...(keep ? { decorate: keep } : {}),
    ...(budget ? { budget } : {}),
    ...(prices ? { prices } : {}),
  });
  const [only, ...others] = registry.names;
  const forward = fwdModelType ?? (others.length === 0 ? only : undefined);
  if (forward === undefined) throw new UnnamedModelError({ place: file, names: registry.names });
  const backward = bwdModelType ?? forward;
  const score = scoreModel ?? forward;
  for (const name of [forward, backward, score])
    if (registry.get(name).price === undefined) refuseUnpriced(name, budget);
  const { temperature, maxTokens } = registry.get(backward).defaults;
  return {
    registry,
    forward,
    backward,
    score,
    findings: nothingFound,
    close: local.close,
    proposals: {
      ...(temperature === undefined ? {} : { backwardTemperature: temperature }),
      ...(maxTokens === undefined ? {} : { backwardMaxTokens: maxTokens }),
    },
  };
}

/** Makers of models in this process, and a way to close what they have made. */
async function trackLocalModels(): Promise<{
  readonly providers: Readonly<Record<string, ModelProvider>>;
  readonly close: () => Promise<void>;
}> {
  const { localProviders } = await import('@dln/local');
  const made: LanguageModel[] = [];
  const track =
    (make: ModelProvider): ModelProvider =>
    async (connection) => {
      const model = await make(connection);
      made.push(model);
      return model;
    };
  return {
    providers: { embedded: track(localProviders.embedded), file: track(localProviders.file) },
    close: async () => {
      for (const model of made)
        if (Symbol.asyncDispose in model) await (model as AsyncDisposable)[Symbol.asyncDispose]();
    },
  };
}
