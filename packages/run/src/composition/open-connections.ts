import { type Budget, loadRegistry, type LanguageModel, type ModelProvider } from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { nothingFound, type EndpointPlace, type ModelSources } from './findings.ts';
import { createUnnamedModelError } from './create-unnamed-model-error.ts';
import { createRefusalNotes } from './note-refusals.ts';
import { locateModel } from '../models/locate-model.ts';
import { fetchableNames } from '../models/stored-models.ts';
import { embeddedName, identifyLocalModel } from './local-model.ts';
import type { OpenedModels } from './opened-models.ts';
import { refuseUnpriced } from './refuse-unpriced.ts';
import { underCaps } from './under-caps.ts';

/**
 * Opens the models of a connections file. What an entry says of temperature and length goes over
 * the command line, as in the reference.
 *
 * @throws errors with `userFacing` if the file or an entry of it cannot be used
 */
export async function openConnections(
  configuration: Configuration,
  file: string,
  { keep, budget, prices, onRetry, onNotice, onNote, modules }: ModelSources = {},
): Promise<OpenedModels> {
  const { fwdModelType, bwdModelType, scoreModel, concurrency, promptsPerRequest } = configuration;
  const local = await trackLocalModels(configuration.format, budget);
  const connections: Record<string, EndpointPlace> = {};
  const registry = await loadRegistry(file, {
    onEndpoint: (name, place) => {
      connections[name] = place;
    },
    providers: local.providers,
    onRefusal: createRefusalNotes(onNote).onRefusal,
    scheduler: {
      concurrency,
      promptsPerRequest,
      ...(onRetry ? { onRetry } : {}),
      ...(onNotice ? { onNotice } : {}),
    },
    ...(keep
      ? {
          decorate: (model, identity) => {
            const content = local.identityOf(model);
            return keep(model, content ?? identity, content !== undefined);
          },
        }
      : {}),
    ...(budget ? { budget } : {}),
    ...(prices ? { prices } : {}),
  });
  const [only, ...others] = registry.names;
  const forward = fwdModelType ?? (others.length === 0 ? only : undefined);
  if (forward === undefined) throw createUnnamedModelError({ place: file, names: registry.names });
  const backward = bwdModelType ?? forward;
  const score = scoreModel ?? forward;
  const judgeName = modules?.metric?.judgeModel;
  const judge = judgeName === undefined ? undefined : (judgeName ?? forward);
  const members = configuration.models?.slice(1) ?? [];
  for (const name of [forward, backward, score, ...(judge === undefined ? [] : [judge]), ...others])
    if (registry.get(name).price === undefined) refuseUnpriced(name, budget);
  const { temperature, maxTokens } = registry.get(backward).defaults;
  return {
    registry,
    forward,
    backward,
    score,
    judge,
    others: members,
    findings: { ...nothingFound, connections },
    close: local.close,
    proposals: {
      ...(temperature === undefined ? {} : { backwardTemperature: temperature }),
      ...(maxTokens === undefined ? {} : { backwardMaxTokens: maxTokens }),
    },
  };
}

/** Makers of models in this process, under the caps, and a way to close what they have made. */
async function trackLocalModels(
  format: Configuration['format'],
  budget: Budget | undefined,
): Promise<{
  readonly providers: Readonly<Record<string, ModelProvider>>;
  /** What tells such a model apart by its content; undefined for all others. */
  readonly identityOf: (model: LanguageModel) => string | undefined;
  readonly close: () => Promise<void>;
}> {
  const { localProviders } = await import('@dln/local');
  const made = new Map<LanguageModel, string>();
  const closing: LanguageModel[] = [];
  const track =
    (make: ModelProvider): ModelProvider =>
    async (connection) => {
      const model = await make({ ...connection, options: { format, ...connection.options } });
      const given = connection.options?.['format'];
      const ownFormat = typeof given === 'string' ? given : format;
      // Replies in another format are other replies. The embedded model has one format.
      const hasFormat = ownFormat !== 'plain' && connection.model !== embeddedName;
      const suffix = hasFormat ? ` ${ownFormat}` : '';
      closing.push(model);
      const capped = underCaps(model, budget);
      made.set(capped, `${await identify(connection.model)}${suffix}`);
      return capped;
    };
  const openFetched: ModelProvider = (connection) =>
    localProviders.file({ ...connection, model: `file:${locateModel(connection.model)}` });
  return {
    providers: {
      ...Object.fromEntries(
        Object.entries(localProviders).map(([name, make]) => [name, track(make)]),
      ),
      ...Object.fromEntries((await fetchableNames()).map((name) => [name, track(openFetched)])),
    },
    identityOf: (model) => made.get(model),
    close: async () => {
      for (const model of closing)
        if (Symbol.asyncDispose in model) await (model as AsyncDisposable)[Symbol.asyncDispose]();
    },
  };
}

/** A file that is missing is told of by the model itself, when it is first used. */
async function identify(name: string): Promise<string> {
  try {
    return await identifyLocalModel(name);
  } catch {
    return `local ${name}`;
  }
}
