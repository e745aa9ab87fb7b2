import { checkOptions } from '../check-options.ts';
import { createChatModel } from '../backends/create-chat-model.ts';
import { createCompletionsModel } from '../backends/create-completions-model.ts';
import type { ProbeableModel } from '../backends/endpoint-model.ts';
import type { ParameterRefusal } from '../backends/request-parameter.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { given } from '../given.ts';
import { findPrice, type PriceTable } from '../prices/price-table.ts';
import { createTokenCounter } from '../tokens/create-token-counter.ts';
import {
  createEnvironmentEndpoint,
  type EnvironmentEndpointOptions,
} from './create-environment-endpoint.ts';
import { readEnvironment } from './environment.ts';
import { type ApiChoice, resolveApi } from './resolve-api.ts';

/** Options of `createModelFromEnvironment`. */
export interface ModelFromEnvironmentOptions extends EnvironmentEndpointOptions {
  /** The model's name at the server; the deployment's at Azure. */
  readonly model: string;
  /** @default 'auto': chat at OpenAI and Azure, completions elsewhere and for instruct models */
  readonly api?: ApiChoice;
  /** Shared by several models. @default a new one from the environment */
  readonly endpoint?: Endpoint;
  /** Called once for each setting that the server refuses. */
  readonly onRefusal?: (refusal: ParameterRefusal) => void;
  /** What it may cost: the first table that knows the model says. @default unknown */
  readonly prices?: readonly PriceTable[];
}

const optionNames = [
  'variables',
  'scheduler',
  'budget',
  'model',
  'api',
  'endpoint',
  'prices',
  'onRefusal',
] as const satisfies readonly (keyof ModelFromEnvironmentOptions)[];

/**
 * A model at the endpoint that the environment describes; `TOKENIZER_PATH` makes its token counts
 * exact.
 *
 * @example
 * const endpoint = createEnvironmentEndpoint();
 * const forward = createModelFromEnvironment({ model: 'phi-2', endpoint });
 * const backward = createModelFromEnvironment({ model: 'gpt-x', endpoint });
 *
 * @throws ModelSettingError `missing-api-key` if OPENAI_API_KEY is not set
 */
export function createModelFromEnvironment(asked: ModelFromEnvironmentOptions): ProbeableModel {
  const options = checkOptions(asked, { caller: 'createModelFromEnvironment', known: optionNames });
  const { variables, scheduler, budget } = options;
  const {
    model,
    api = 'auto',
    endpoint = createEnvironmentEndpoint({
      ...given('variables', variables),
      ...given('scheduler', scheduler),
      ...given('budget', budget),
    }),
  } = options;
  const { tokenizerPath } = readEnvironment(options.variables);
  const modelOptions = {
    model,
    endpoint,
    ...given('onRefusal', options.onRefusal),
    ...given('price', findPrice(options.prices ?? [], { model, baseUrl: endpoint.baseUrl })),
    ...(tokenizerPath === undefined ? {} : { countTokens: createTokenCounter(tokenizerPath) }),
  };
  return resolveApi(api, { provider: endpoint.provider, model }) === 'chat'
    ? createChatModel(modelOptions)
    : createCompletionsModel(modelOptions);
}
