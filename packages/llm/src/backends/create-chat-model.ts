import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { checkOptions } from '../check-options.ts';
import { createEndpointModel } from './create-endpoint-model.ts';
import {
  endpointModelOptionNames,
  type EndpointModelOptions,
  type ProbeableModel,
  type Trust,
  resolveEndpoint,
} from './endpoint-model.ts';
import { createChatDialect, type MaxTokensField } from './dialect.ts';
import { chatScorings } from './text-scoring.ts';

/** The most `top_logprobs` that the chat API allows. */
const MAX_TOP_LOGPROBS = 20;

/** Options of `createChatModel`. */
export type ChatModelOptions = EndpointModelOptions & {
  /**
   * What the server calls the limit of a reply's length.
   * @default 'max_completion_tokens' at OpenAI's own address, 'max_tokens' elsewhere
   */
  readonly maxTokensField?: MaxTokensField;
};

/**
 * A model behind `/chat/completions`. A plain prompt is sent as one user message. Next tokens come
 * from `top_logprobs`. OpenAI's and Azure's APIs have no way to score a given text; vLLM gives its
 * `prompt_logprobs`, which is assumed only after a probe.
 *
 * @example
 * const model = createChatModel({ model: 'gpt-x', apiKey });
 * const [reply] = await model.generate([{ prompt: 'Is 7 prime?' }], { maxTokens: 5 });
 *
 * @throws ModelSettingError `missing-api-key` if the key is empty
 * @throws UnsupportedCapabilityError if the format is plain
 */
export function createChatModel(asked: ChatModelOptions): ProbeableModel {
  const options = checkOptions(asked, {
    caller: 'createChatModel',
    known: [...endpointModelOptionNames, 'maxTokensField'],
  });
  if (options.format === 'plain')
    throw new UnsupportedCapabilityError({
      modelId: options.model,
      capability: 'messages',
      reason: 'the format is plain, and a chat API sends every prompt as messages.',
      advice: 'Choose the format chat, or use the completions API of the server.',
    });
  return openModel(options, options.capabilities === undefined ? 'assumed' : 'known');
}

function openModel(options: ChatModelOptions, trust: Trust): ProbeableModel {
  const endpoint = resolveEndpoint(options);
  const isOpenAi = endpoint.provider === 'openai';
  const { maxTokensField = isOpenAi ? 'max_completion_tokens' : 'max_tokens' } = options;
  const capabilities = {
    maxTopTokens: MAX_TOP_LOGPROBS,
    scoresText: false,
    seeds: true,
    countsTokensExactly: options.countTokens !== undefined,
    ...options.capabilities,
    readsMessages: true,
  };
  const isHosted = endpoint.provider !== 'compatible';
  const dialect = createChatDialect(maxTokensField, isHosted ? {} : chatScorings);
  return {
    ...createEndpointModel(options, { endpoint, dialect, capabilities, trust }),
    readContextLength: (callOptions) => endpoint.readContextLength(options.model, callOptions),
    withCapabilities: (claimed, { isTried = false } = {}) =>
      openModel(
        { ...options, endpoint, capabilities: { ...capabilities, ...claimed } },
        isTried ? 'tried' : 'known',
      ),
  };
}
