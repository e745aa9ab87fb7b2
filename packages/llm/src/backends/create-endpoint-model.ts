import type { Ends } from '../endpoint/waiting-list.ts';
import type { ItemFailure } from '../item-failure.ts';
import { failedDistribution, failedGeneration, failedScore } from './failed-results.ts';
import { mostPromptTokens, mostUse } from '../budget/most-use.ts';
import { checkTop } from '../capabilities/check-top.ts';
import {
  createEndpoint,
  endpointOptionNames,
  type Endpoint,
  type EndpointOptions,
} from '../endpoint/create-endpoint.ts';
import type {
  CallOptions,
  Capabilities,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  NextTokenOptions,
  ScoreTextOptions,
  ScoreTextRequest,
  TextScore,
  TokenDistribution,
} from '../language-model.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { createBatchedCall } from './create-batched-call.ts';
import { createNoTopTokensError } from './create-no-top-tokens-error.ts';
import type { BodyFields, Dialect } from './dialect.ts';
import { cutAtStop } from './cut-at-stop.ts';
import { findRefusedParameter, refusesLogProbabilities } from './find-refused-parameter.ts';
import { type ForcedSampling, forceSampling } from './forced-sampling.ts';
import { type RefusalMemory, refusalMemoryOf } from './refusal-memory.ts';
import { createReplyChecks } from './reply-checks.ts';
import { createStopCutter } from '../streaming/create-stop-cutter.ts';
import { streamOne } from '../streaming/stream-one.ts';
import { parseTopTokens } from './reply-tokens.ts';
import type { ParameterRefusal } from './request-parameter.ts';
import { type Price, priceUsage } from '../prices/price.ts';
import type { Reply } from './reply.ts';
import { samplingFields } from './sampling-fields.ts';
import { textScoringDialects } from './text-scoring.ts';
import type { Prompt, PromptFormat } from '../prompts/prompt.ts';
import { requirePlainText } from '../prompts/require-plain-text.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';
import { given } from '../given.ts';

/** An endpoint that several models share, or what it takes to open one for this model alone. */
export type EndpointChoice = { readonly endpoint: Endpoint } | EndpointOptions;

/** Options of a model behind an endpoint. */
export type EndpointModelOptions = EndpointChoice & {
  /** The model's name at the server; the deployment's at Azure. */
  readonly model: string;
  /** What the model can do, where that is not what is usual for its kind of endpoint: what `probeModel` found. */
  readonly capabilities?: Partial<Capabilities>;
  /** Counts tokens exactly, as `loadTokenCounter` does. @default a guess from the text's length */
  readonly countTokens?: LanguageModel['countTokens'];
  /** What its tokens cost; a cap on money needs it. @default unknown */
  readonly price?: Price;
  /** Settings that every request gets, over what calls ask. @default none */
  readonly sampling?: ForcedSampling;
  /** How a plain prompt is presented. @default 'auto': chat for chat models and with a `chatTemplate`, plain otherwise */
  readonly format?: PromptFormat;
  /** Called once for each setting that the server refuses. The request is sent again without it, or with it under another name. */
  readonly onRefusal?: (refusal: ParameterRefusal) => void;
};

/**
 * How sure it is that a model gives the scores of its capabilities. `assumed`: it is usual for the API. `known`: a probe or the caller said so. `tried`: a probe is
 * finding out.
 */
export type Trust = 'assumed' | 'known' | 'tried';

/** A model whose capabilities can be claimed anew, so that a probe can try what it is not known to do. */
export interface ProbeableModel extends LanguageModel {
  /** The same model at the same endpoint, with other capabilities. What is only tried (`isTried`) is refused at once if a reply lacks it, not asked again. */
  withCapabilities(
    capabilities: Partial<Capabilities>,
    options?: { readonly isTried?: boolean },
  ): ProbeableModel;
  /** How many tokens its server says that prompt and reply may have together; undefined where it does not say. */
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

/** A language model behind an endpoint: each request goes to the endpoint's scheduler on its own, so none waits for another. */
export function createEndpointModel(
  {
    model,
    countTokens = estimateTokens,
    price,
    sampling = {},
    onRefusal,
  }: Pick<EndpointModelOptions, 'model' | 'countTokens' | 'price' | 'sampling' | 'onRefusal'>,
  kind: EndpointModelKind,
): LanguageModel {
  const { endpoint, dialect, trust } = kind;
  const { concurrency } = endpoint.scheduler;
  const id = `${endpoint.provider}-${dialect.name}:${model}${dialect.idSuffix}`;
  const refusals = refusalMemoryOf(endpoint, id);
  for (const parameter of kind.capabilities.refuses ?? []) refusals.add(parameter);
  const capabilities = withRefusals(kind.capabilities, refusals);
  const checks = createReplyChecks({ endpoint, trust });

  const post = async <Value>(
    prompt: Prompt,
    { fields, maxTokens, ends, read, onText }: Ask<Value>,
  ): Promise<Value> => {
    let value: { readonly read: Value } | undefined;
    await endpoint.post({
      path: dialect.path,
      body: { model, ...dialect.promptFields(prompt), ...fields },
      parse: (body) => {
        const reply = dialect.parse(body, {
          baseUrl: endpoint.baseUrl,
          prompt,
          isProvenServer: endpoint.scheduler.statistics.succeeded > 0,
        });
        return { ...reply, usage: priceUsage(reply.usage, price) };
      },
      check: (reply) => {
        value = { read: read(reply) };
      },
      onText,
      use: {
        most: mostUse(mostPromptTokens(prompt), maxTokens ?? Infinity, price),
        of: ({ usage }) => ({
          tokens: usage.promptTokens + usage.completionTokens,
          dollars: usage.dollars ?? 0,
        }),
      },
      ...ends,
    });
    if (value === undefined) throw new Error(`${endpoint.baseUrl} gave a reply that was not read`);
    return value.read;
  };

  /** Sends a request, again without what the server refuses; each setting is refused once. */
  const sendPresented = async <Value>(prompt: Prompt, ask: Ask<Value>): Promise<Value> => {
    const { isGenerated = false } = ask;
    const { maxTokensField } = dialect;
    const wanted = forceSampling(ask.fields, sampling, { maxTokensField, isGenerated });
    for (;;) {
      const fields = refusals.apply(wanted);
      try {
        return await post(prompt, { ...ask, fields });
      } catch (error) {
        const parameter = findRefusedParameter(error, fields);
        if (parameter === undefined) {
          if (trust !== 'tried' && refusesLogProbabilities(error, fields))
            throw createNoTopTokensError(id, error);
          throw checks.conclude(error);
        }
        const isNew = !refusals.has(parameter);
        if (!refusals.add(parameter)) throw error;
        if (isNew) onRefusal?.({ modelId: id, parameter, value: fields[parameter] });
      }
    }
  };

  const send = async <Value>(prompt: Prompt, ask: Ask<Value>): Promise<Value> =>
    sendPresented(dialect.present(prompt), ask);

  const generate = async (
    request: GenerateRequest,
    options: GenerateOptions,
    ends: Required<Ends>,
    onText?: (piece: string) => void,
  ): Promise<Generation> => {
    const { logProbabilities = false } = options;
    const maxTokens =
      sampling.maxTokens === undefined ? options.maxTokens : (sampling.maxTokens ?? undefined);
    const stop = sampling.stop === undefined ? options.stop : (sampling.stop ?? undefined);
    const fields = {
      ...samplingFields(request, options),
      ...given(dialect.maxTokensField, maxTokens),
      ...(logProbabilities ? dialect.tokenFields : {}),
    };
    const read = ({ text, finishReason, usage, ...reply }: Reply): Generation => {
      const tokens = logProbabilities ? checks.readTokens(text, reply.tokens) : undefined;
      const isFiltered = finishReason === 'content-filter' && options.onFailure === 'return';
      const failure = isFiltered ? createFilterFailure(endpoint.baseUrl) : undefined;
      return {
        text,
        finishReason,
        usage,
        ...given('tokens', tokens),
        ...given('failure', failure),
      };
    };
    // The tokens of a streamed reply come in parts that cannot always be joined.
    const cutter = onText && !logProbabilities ? createStopCutter(stop ?? []) : undefined;
    const reply = await send(request.prompt, {
      fields,
      maxTokens,
      ends,
      read,
      isGenerated: true,
      onText: cutter && ((piece) => onText?.(cutter.push(piece))),
    });
    return refusals.has('stop') ? cutAtStop(reply, stop ?? []) : reply;
  };

  const { textScoring = 'echo' } = capabilities;
  const scoring = textScoringDialects[textScoring === 'in-process' ? 'echo' : textScoring];
  // llama-cpp-python takes 0 for no limit at all; once a server is seen to, it is asked for a single token.
  let scoringMaxTokens: number = scoring.minTokens;
  const scoreText = async (
    request: ScoreTextRequest,
    options: ScoreTextOptions,
    ends: Required<Ends>,
  ): Promise<TextScore> => {
    const fields = {
      ...scoring.fields,
      max_tokens: scoringMaxTokens,
      ...samplingFields(options),
    };
    const context = requirePlainText(dialect.present(request.context), id);
    const scored = { context, continuation: request.continuation };
    const read = (reply: Reply): TextScore => {
      if (reply.usage.completionTokens > 1) scoringMaxTokens = 1;
      const logProbabilities = checks.read('scoreText', id, () =>
        scoring.read(reply, { request: scored, modelId: id }),
      );
      return { logProbabilities, usage: reply.usage };
    };
    const prompt = context + request.continuation;
    return sendPresented(prompt, { fields, maxTokens: scoringMaxTokens, ends, read });
  };

  const nextToken = async (
    context: Prompt,
    options: NextTokenOptions,
    ends: Required<Ends>,
  ): Promise<TokenDistribution> => {
    const fields = {
      [dialect.maxTokensField]: 1,
      ...dialect.topFields(options.top),
      ...samplingFields(options),
    };
    const read = (reply: Reply): TokenDistribution => {
      const top = checks.read('nextToken', id, () => {
        const found = parseTopTokens(reply.tokens, options.top);
        if (found === undefined) throw createNoTopTokensError(id);
        return found;
      });
      return { top, usage: reply.usage };
    };
    return send(context, { fields, maxTokens: 1, ends, read });
  };

  const generateAll = createBatchedCall({ call: generate, fail: failedGeneration, concurrency });
  const scoreAll = createBatchedCall({
    call: scoreText,
    fail: failedScore,
    concurrency,
    check: checkContinuations,
  });
  const nextTokens = createBatchedCall({
    call: nextToken,
    fail: failedDistribution,
    concurrency,
    check: (_, { top }) => checkTop({ id, capabilities }, top),
  });
  return {
    id,
    capabilities,
    countTokens,
    ...given('price', price),
    generate: (requests, options = {}) => generateAll(requests, options),
    streamText: (request, options = {}) =>
      streamOne((emit) =>
        createBatchedCall({
          call: (one: GenerateRequest, own: GenerateOptions, ends) =>
            generate(one, own, ends, emit),
          fail: failedGeneration,
          concurrency,
        }),
      )(request, options),
    ...(capabilities.scoresText
      ? { scoreText: (requests, options = {}) => scoreAll(requests, options) }
      : {}),
    ...(capabilities.maxTopTokens > 0 ? { nextToken: nextTokens } : {}),
  };
}

/** One request, and what is read of its reply. */
interface Ask<Value> {
  readonly fields: BodyFields;
  readonly maxTokens: number | undefined;
  readonly ends: Required<Ends>;
  readonly read: (reply: Reply) => Value;
  /** Called with each piece of a streamed reply. @default the reply is not streamed */
  readonly onText?: ((piece: string) => void) | undefined;
  /** The reply is a text, not a score. @default false */
  readonly isGenerated?: boolean;
}

/** Capabilities that follow what the server refuses. */
function withRefusals(capabilities: Capabilities, refusals: RefusalMemory): Capabilities {
  return {
    ...capabilities,
    get seeds() {
      return capabilities.seeds && !refusals.has('seed');
    },
    get refuses() {
      return refusals.refused.length === 0 ? undefined : refusals.refused;
    },
  };
}

function createFilterFailure(baseUrl: string): ItemFailure {
  return { kind: 'content-filter', message: `${baseUrl} kept a reply back by its content filter.` };
}

/** What no server can score is refused before anything is sent. */
function checkContinuations(requests: readonly ScoreTextRequest[]): void {
  const request = requests.find(({ continuation }) => continuation === '');
  if (request === undefined) return;
  throw new UnscorableTextError({ request, reason: 'the text is empty. Leave it out.' });
}
