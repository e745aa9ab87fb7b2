import { checkOptions } from '../check-options.ts';
import type { Budget } from '../budget/create-budget.ts';
import { createChatModel } from '../backends/create-chat-model.ts';
import { createCompletionsModel } from '../backends/create-completions-model.ts';
import { forceOptions } from '../middleware/force-options.ts';
import type { ForcedSampling } from '../backends/forced-sampling.ts';
import type { ParameterRefusal } from '../backends/request-parameter.ts';
import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { SchedulerOptions } from '../endpoint/scheduler.ts';
import { given } from '../given.ts';
import type { Capabilities, LanguageModel } from '../language-model.ts';
import { createRegistry, type ModelRegistry } from '../registry/create-registry.ts';
import type { ModelDefaults } from '../registry/model-defaults.ts';
import { findPrice, type PriceTable } from '../prices/price-table.ts';
import { identifyModel } from '../replies/identify-model.ts';
import { createTokenCounter } from '../tokens/create-token-counter.ts';
import type { Connection } from './connection.ts';
import { openEndpoint } from './create-environment-endpoint.ts';
import { type Environment, readEnvironment, type Variables } from './environment.ts';
import { mergeLimits } from './merge-limits.ts';
import { createInvalidConnectionsError } from './invalid-connections-error.ts';
import { resolveApi } from './resolve-api.ts';

/** Makes the model of an entry that is served by no OpenAI-compatible server. */
export type ModelProvider = (connection: Connection) => LanguageModel | Promise<LanguageModel>;

/** Options of `createRegistryFromConnections`. */
export interface ConnectionRegistryOptions {
  /** What entries inherit where they say nothing. @default the environment of the process */
  readonly variables?: Variables;
  /**
   * Makers of other models by name. An entry names one as its `provider`, as its whole `model`
   * (`embedded`), or before the colon in it (`file:./model.gguf`).
   */
  readonly providers?: Readonly<Record<string, ModelProvider>>;
  /** For every endpoint; what an entry says goes first. */
  readonly scheduler?: SchedulerOptions;
  /** Caps on what all endpoints are sent together. @default none */
  readonly budget?: Budget;
  /** What models may cost: the first table that knows one says. @default unknown */
  readonly prices?: readonly PriceTable[];
  /**
   * Wraps each model below its memory of what was asked. `identity` tells apart the models of
   * different servers.
   * @default nothing
   */
  readonly decorate?: (model: LanguageModel, identity: string) => LanguageModel;
  /**
   * Called once for each entry that an OpenAI-compatible server serves, with its address without
   * secrets.
   */
  readonly onEndpoint?: (name: string, endpoint: Pick<Endpoint, 'baseUrl' | 'provider'>) => void;
  /** Called once for each setting that a server refuses. */
  readonly onRefusal?: (refusal: ParameterRefusal) => void;
  /** Named in errors. @default 'connections' */
  readonly file?: string;
}

const optionNames = [
  'variables',
  'providers',
  'scheduler',
  'budget',
  'prices',
  'decorate',
  'onEndpoint',
  'onRefusal',
  'file',
] as const satisfies readonly (keyof ConnectionRegistryOptions)[];

/**
 * A registry with a model for each connection: asked each deterministic question once, with the
 * entry's defaults. Entries with the same address and key share one scheduler.
 *
 * @throws ModelSettingError `missing-api-key`, ModelSettingError `unset-environment-variable` if an
 *   endpoint lacks its key, address or version
 * @throws ModelSettingError `invalid-connections` if an entry names a provider that is not there
 */
export async function createRegistryFromConnections(
  connections: readonly Connection[],
  asked: ConnectionRegistryOptions = {},
): Promise<ModelRegistry> {
  const options = checkOptions(asked, { caller: 'loadRegistry', known: optionNames });
  const registry = createRegistry();
  const environment = readEnvironment(options.variables);
  const endpoints = new Map<string, Endpoint>();
  for (const connection of connections) {
    const provider = findProvider(connection, options);
    const { model, identity } =
      provider === undefined
        ? createServedModel(connection, { environment, endpoints, options, connections })
        : {
            model: withSampling(await provider(connection), toSampling(connection)),
            identity: nameOf(connection) + describeSampling(connection),
          };
    const { decorate = unchanged } = options;
    const decorated = decorate(model, identity);
    registry.register(connection.name, wrapModel(decorated, deduplicate()), toDefaults(connection));
  }
  return registry;
}

function unchanged(model: LanguageModel): LanguageModel {
  return model;
}

/** The model with forced settings; the same model if none is set. */
function withSampling(model: LanguageModel, sampling: ForcedSampling): LanguageModel {
  const isForced = Object.values(sampling).some((value) => value !== undefined);
  return isForced ? wrapModel(model, forceOptions(sampling)) : model;
}

/**
 * Only the provider knows the model behind a name: a cache of such models' replies tells them apart
 * better.
 */
function nameOf({ provider = '', model }: Connection): string {
  return `${provider} ${model}`;
}

function findProvider(
  { name, provider, model, base_url: baseUrl }: Connection,
  { providers = {}, file = 'connections' }: ConnectionRegistryOptions,
): ModelProvider | undefined {
  const find = (key: string): ModelProvider | undefined =>
    Object.hasOwn(providers, key) ? providers[key] : undefined;
  // A server may call its model by the name of a provider.
  if (provider === undefined && typeof baseUrl === 'string') return undefined;
  if (provider === undefined) return find(model) ?? find(model.split(':', 1).join(''));
  const found = find(provider);
  if (found !== undefined || provider === 'openai') return found;
  const known = ['openai', ...Object.keys(providers)].join(', ');
  const reason = `there is no provider ${JSON.stringify(provider)}. There are: ${known}.`;
  throw createInvalidConnectionsError({ file, key: `${name}.provider`, reason });
}

function createServedModel(
  connection: Connection,
  context: {
    readonly environment: Environment;
    readonly endpoints: Map<string, Endpoint>;
    readonly options: ConnectionRegistryOptions;
    readonly connections: readonly Connection[];
  },
): { readonly model: LanguageModel; readonly identity: string } {
  const { model, api, max_tokens_field: maxTokensField } = connection;
  const endpoint = shareEndpoint(connection, context);
  const { baseUrl, provider } = endpoint;
  context.options.onEndpoint?.(connection.name, { baseUrl, provider });
  const tokenizer = inherit(connection.tokenizer, context.environment.tokenizerPath);
  const modelOptions = {
    model,
    endpoint,
    ...givenIfAny('capabilities', toCapabilities(connection)),
    sampling: toSampling(connection),
    ...given('onRefusal', context.options.onRefusal),
    ...given(
      'price',
      findPrice(context.options.prices ?? [], { model, baseUrl: endpoint.baseUrl }),
    ),
    ...(tokenizer === undefined ? {} : { countTokens: createTokenCounter(tokenizer) }),
  };
  const isChat = resolveApi(api, { provider: endpoint.provider, model }) === 'chat';
  const served = isChat
    ? createChatModel({ ...modelOptions, ...given('maxTokensField', maxTokensField) })
    : createCompletionsModel(modelOptions);
  return {
    model: served,
    identity: identifyModel(endpoint, served) + describeSampling(connection),
  };
}

function shareEndpoint(
  connection: Connection,
  {
    environment,
    endpoints,
    options,
    connections,
  }: {
    readonly environment: Environment;
    readonly endpoints: Map<string, Endpoint>;
    readonly options: ConnectionRegistryOptions;
    readonly connections: readonly Connection[];
  },
): Endpoint {
  const { name } = connection;
  const { apiKey, apiType, baseUrl, apiVersion } = placeOf(connection, environment);
  const keyOf = (one: Connection): string => JSON.stringify(placeOf(one, environment));
  const key = keyOf(connection);
  const known = endpoints.get(key);
  if (known !== undefined) return known;
  const endpoint = openEndpoint(
    {
      ...given('apiKey', apiKey),
      ...(apiType === undefined ? {} : { apiType: apiType === 'azure' ? 'azure' : 'openai' }),
      ...given('baseUrl', baseUrl),
      ...given('apiVersion', apiVersion),
    },
    {
      neededBy: `${options.file ?? 'connections'} (${name}, api_type azure)`,
      ...given('budget', options.budget),
      keyVariable: connection.api_key === undefined ? 'OPENAI_API_KEY' : `api_key of ${name}`,
      scheduler: createScheduler({
        ...options.scheduler,
        ...mergeLimits(connections.filter((one) => keyOf(one) === key)),
      }),
    },
  );
  endpoints.set(key, endpoint);
  return endpoint;
}

/** What makes two entries' endpoints one: address and key. */
function placeOf(
  connection: Connection,
  environment: Environment,
): {
  readonly apiKey: string | undefined;
  readonly apiType: string | undefined;
  readonly baseUrl: string | undefined;
  readonly apiVersion: string | undefined;
} {
  return {
    // A server that is sent no key still wants the header.
    apiKey: connection.api_key === null ? 'EMPTY' : (connection.api_key ?? environment.apiKey),
    apiType: inherit(connection.api_type, environment.apiType),
    baseUrl: inherit(connection.base_url, environment.baseUrl)?.replace(/\/+$/, ''),
    apiVersion: inherit(connection.api_version, environment.apiVersion),
  };
}

/** null switches off what the environment says. */
function inherit<Value>(
  own: Value | null | undefined,
  inherited: Value | undefined,
): Value | undefined {
  return own === undefined ? inherited : (own ?? undefined);
}

function toCapabilities({ capabilities = {} }: Connection): Partial<Capabilities> {
  const { scores_text, text_scoring, max_top_tokens, prompt_lists, seeds, context_length } =
    capabilities;
  return {
    ...given('scoresText', scores_text),
    ...given('textScoring', text_scoring === 'prompt_logprobs' ? 'prompt-logprobs' : text_scoring),
    ...given('maxTopTokens', max_top_tokens),
    ...given('promptLists', prompt_lists),
    ...given('seeds', seeds),
    ...given('contextLength', context_length),
  };
}

/** Claims about a model, or nothing without claims: a claim counts as known. */
function givenIfAny(
  name: 'capabilities',
  value: Partial<Capabilities>,
): { readonly capabilities?: Partial<Capabilities> } {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

/** The same server with other settings gives other replies. */
function describeSampling({ sampling }: Connection): string {
  return sampling === undefined ? '' : ` ${JSON.stringify(sampling)}`;
}

function toSampling({ sampling = {} }: Connection): ForcedSampling {
  const { temperature, top_p: topP, max_tokens: maxTokens, stop, seed } = sampling;
  return { temperature, topP, maxTokens, stop: typeof stop === 'string' ? [stop] : stop, seed };
}

function toDefaults({ temperature, max_tokens, stop, top_p, seed }: Connection): ModelDefaults {
  return {
    ...given('temperature', temperature),
    ...given('maxTokens', max_tokens),
    ...given('stop', typeof stop === 'string' ? [stop] : stop),
    ...given('topP', top_p),
    ...given('seed', seed),
  };
}
