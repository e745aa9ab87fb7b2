import { createEndpoint } from '../endpoint/create-endpoint.ts';
import { type Endpoint, endpointOptionNames, type EndpointOptions } from '../endpoint/endpoint.ts';
import type { CallOptions, Capabilities, LanguageModel } from '../language-model.ts';
import type { Price } from '../prices/price.ts';
import type { PromptFormat } from '../prompts/prompt.ts';
import type { Dialect } from './dialect.ts';
import type { ForcedSampling } from './forced-sampling.ts';
import type { ParameterRefusal } from './request-parameter.ts';

/** An endpoint that several models share, or the options of one for this model alone. */
export type EndpointChoice = { readonly endpoint: Endpoint } | EndpointOptions;

/** Options of a model behind an endpoint. */
export type EndpointModelOptions = EndpointChoice & {
  /** The model's name at the server; the deployment's at Azure. */
  readonly model: string;
  /**
   * Differences from the usual capabilities of the endpoint's kind, such as what `probeModel`
   * found.
   */
  readonly capabilities?: Partial<Capabilities>;
  /**
   * Counts tokens exactly, as `loadTokenCounter` does.
   * @default an estimate from the text's length
   */
  readonly countTokens?: LanguageModel['countTokens'];
  /** What its tokens cost; a cap on money needs it. @default unknown */
  readonly price?: Price;
  /** Settings of every request. They override the options of a call. @default none */
  readonly sampling?: ForcedSampling;
  /**
   * How a plain prompt is presented.
   * @default 'auto': chat for chat models and with a `chatTemplate`, plain otherwise
   */
  readonly format?: PromptFormat;
  /**
   * Called once for each setting that the server refuses. The request is sent again without it, or
   * with it under another name.
   */
  readonly onRefusal?: (refusal: ParameterRefusal) => void;
};

/**
 * How certain a model's scoring capabilities are. `assumed`: usual for the API. `known`: found by a
 * probe or set by the caller. `tried`: a probe is finding out.
 */
export type Trust = 'assumed' | 'known' | 'tried';

/** A model whose capabilities can be replaced, so that a probe can try unknown ones. */
export interface ProbeableModel extends LanguageModel {
  /**
   * The same model at the same endpoint, with other capabilities. With `isTried`, a reply that
   * lacks the data is an error at once, without a retry.
   */
  withCapabilities(
    capabilities: Partial<Capabilities>,
    options?: { readonly isTried?: boolean },
  ): ProbeableModel;
  /** Tokens that prompt and reply may have together; undefined if the server does not report it. */
  readContextLength?(options?: CallOptions): Promise<number | undefined>;
}

/** What distinguishes one kind of endpoint model from another. */
export interface EndpointModelKind {
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  readonly trust: Trust;
}

/** The endpoint that a model's options name or describe. */
export function resolveEndpoint(choice: EndpointChoice): Endpoint {
  if ('endpoint' in choice) return choice.endpoint;
  const names: readonly string[] = endpointOptionNames;
  return createEndpoint(
    Object.fromEntries(
      Object.entries(choice).filter(([name]) => names.includes(name)),
    ) as unknown as EndpointOptions,
  );
}

/** Names of the options of a model behind an endpoint. */
export const endpointModelOptionNames: readonly string[] = [
  ...endpointOptionNames,
  'endpoint',
  'model',
  'capabilities',
  'countTokens',
  'price',
  'sampling',
  'format',
  'onRefusal',
];
