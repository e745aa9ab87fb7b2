import {
  createEmbeddingModel,
  createEnvironmentEndpoint,
  createModelFromEnvironment,
  createScheduler,
  deduplicate,
  findPrice,
  identifyModel,
  probeModel,
  wrapModel,
  type Capabilities,
  type Endpoint,
  type LanguageModel,
  type ProbeableModel,
} from '@dln/llm';
import { readEnvironment } from '../environment.ts';
import { NO_MODULES } from '../modules/run-modules.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { Findings, ModelSources } from './findings.ts';
import { createFileNameError } from './create-file-name-error.ts';
import { embeddedName, identifyLocalModel, isLocalName, openLocalModel } from './local-model.ts';
import { createRefusalNotes } from './note-refusals.ts';
import { openAsRecorded } from './open-as-recorded.ts';
import { refuseUnpriced } from './refuse-unpriced.ts';
import { createUnnamedModelError } from './create-unnamed-model-error.ts';
import { underCaps } from './under-caps.ts';

/**
 * Opens models by name: those of the endpoint that the environment describes, and those that run in
 * this process.
 */
export interface ModelOpener extends AsyncDisposable {
  /**
   * The model's name if none is given: the only one of the endpoint, or the embedded model without
   * an endpoint.
   *
   * @throws ConfigurationError if the endpoint serves none or several
   */
  defaultName(): Promise<string>;
  /**
   * Refuses a model without a known price if money is capped.
   *
   * @throws ModelSettingError `unknown-price`
   */
  requirePrice(name: string): void;
  /** Opens a model, once for each name and API. It is asked each deterministic question once. */
  open(name: string, api: Configuration['api']): Promise<LanguageModel>;
  /** Opens an embedding model of the endpoint. It embeds each text once. */
  openEmbeddings(name: string): LanguageModel;
  /** What was found of the endpoint on the way. */
  findings(served: string): Findings;
}

/** An opener that has opened nothing, and asked nothing. */
export function createModelOpener(
  {
    concurrency,
    promptsPerRequest,
    probe,
    format,
  }: Pick<Configuration, 'concurrency' | 'promptsPerRequest' | 'probe' | 'format'>,
  signal: AbortSignal,
  {
    keep = (model) => model,
    findings: known,
    budget,
    prices = [],
    probes,
    modules = NO_MODULES,
    onRetry,
    onNotice,
    onNote,
    openEndpoint: reopen = openAsRecorded,
  }: ModelSources = {},
): ModelOpener {
  const opened = new Map<string, Promise<LanguageModel>>();
  const found: Record<string, Capabilities> = {};
  const closing: AsyncDisposable[] = [];
  const notes = createRefusalNotes(onNote);
  let endpoint: Endpoint | undefined;
  let probeRequests = 0;

  const openEndpoint = (): Endpoint => {
    if (endpoint) return endpoint;
    if (format === 'chat')
      onNote?.(
        '`format: chat` is for models in process; the models of the endpoint read prompts as its interface does (`api`)',
      );
    endpoint = reopen(known?.endpoint ?? null, () =>
      createEnvironmentEndpoint({
        scheduler: createScheduler({
          concurrency,
          promptsPerRequest,
          ...(onRetry ? { onRetry } : {}),
          ...(onNotice ? { onNotice } : {}),
        }),
        ...(budget ? { budget } : {}),
      }),
    );
    return endpoint;
  };

  const openServed = async (name: string, api: Configuration['api']): Promise<LanguageModel> => {
    const hasEndpoint = (known?.endpoint ?? null) !== null || readEnvironment().namesEndpoint;
    if (/\.gguf$/i.test(name) && !hasEndpoint) throw createFileNameError(name);
    const own = openEndpoint();
    let isProbed = false;
    const model = createModelFromEnvironment({
      model: name,
      api,
      endpoint: own,
      prices,
      onRefusal: (refusal) => {
        notes.onRefusal(refusal);
        // What only a run finds out spares the next one the refused request.
        if (isProbed)
          probes?.remember(identity, {
            ...model.capabilities,
            ...found[model.id],
            refuses: model.capabilities.refuses,
          });
      },
    });
    const identity = identifyModel(own, model);
    if (!probe) return keep(model, identity);
    const place = known?.endpoint ?? null;
    const isKnown = place === null || place.baseUrl === own.baseUrl;
    const before = isKnown ? known?.capabilities[model.id] : undefined;
    const remembered =
      before ?? probes?.recall(identity, (capabilities) => knowsLists(model, capabilities));
    const report = remembered === undefined ? await probeModel(model, { signal }) : undefined;
    if (report) probes?.remember(identity, report.capabilities);
    probeRequests += report?.requests ?? 0;
    const capabilities = report?.capabilities ?? remembered ?? model.capabilities;
    found[model.id] = capabilities;
    notes.recall(model.id, capabilities);
    isProbed = true;
    return keep(model.withCapabilities(capabilities), identity);
  };

  const openLocal = async (name: string): Promise<LanguageModel> => {
    const model = await openLocalModel(name, format);
    closing.push(model);
    // Replies in another format are other replies.
    const suffix = model.format === 'chat' ? ' chat' : '';
    const capped = underCaps(model, budget);
    return keep(capped, `${await identifyLocalModel(name)}${suffix}`, true);
  };

  // What a module answers may change with the module: its replies are not shared with other runs.
  const openOutside = (name: string, model: LanguageModel): LanguageModel =>
    keep(underCaps(model, budget), `module ${name}`, true);

  return {
    defaultName: async () => {
      if (!readEnvironment().namesEndpoint) return embeddedName;
      const own = openEndpoint();
      const names = await own.listModels({ signal });
      const [only, ...others] = names;
      if (only !== undefined && others.length === 0) return only;
      throw createUnnamedModelError({ place: own.baseUrl, names });
    },
    requirePrice: (name) => {
      if (isLocalName(name)) return;
      const outside = modules.models.get(name);
      if (outside) {
        if (outside.price === undefined) refuseUnpriced(name, budget);
        return;
      }
      const { baseUrl } = openEndpoint();
      if (findPrice(prices, { model: name, baseUrl }) === undefined) refuseUnpriced(name, budget);
    },
    open: (name, api) => {
      const outside = modules.models.get(name);
      const isLocal = outside !== undefined || isLocalName(name);
      const key = isLocal ? name : `${api} ${name}`;
      const before = opened.get(key);
      if (before) return before;
      const opening = (
        outside
          ? Promise.resolve(openOutside(name, outside))
          : isLocal
            ? openLocal(name)
            : openServed(name, api)
      ).then((model) => wrapModel(model, deduplicate()));
      opened.set(key, opening);
      return opening;
    },
    openEmbeddings: (name) => {
      const own = openEndpoint();
      const price = findPrice(prices, { model: name, baseUrl: own.baseUrl });
      const model = createEmbeddingModel({ model: name, endpoint: own, price });
      return wrapModel(keep(model, identifyModel(own, model)), deduplicate());
    },
    findings: (served) => ({
      served,
      endpoint: endpoint ? { baseUrl: endpoint.baseUrl, provider: endpoint.provider } : null,
      capabilities: found,
      probeRequests: (known?.probeRequests ?? 0) + probeRequests,
    }),
    [Symbol.asyncDispose]: async () => {
      for (const one of closing) await one[Symbol.asyncDispose]();
    },
  };
}

/**
 * Whether capabilities say if one request may hold several prompts. Those that were found with
 * `promptsPerRequest: 1` do not.
 */
function knowsLists(model: ProbeableModel, capabilities: Capabilities): boolean {
  if (capabilities.promptLists !== undefined || !capabilities.scoresText) return true;
  const listing = model.withCapabilities({ ...capabilities, promptLists: true });
  return listing.capabilities.promptLists !== true;
}
