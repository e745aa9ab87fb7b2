import { checkOptions } from '../check-options.ts';
import { createEndpointModel } from './create-endpoint-model.ts';
import {
  endpointModelOptionNames,
  type EndpointModelOptions,
  type ProbeableModel,
  type Trust,
  resolveEndpoint,
} from './endpoint-model.ts';
import { type ChatTemplate, createTextPresentation } from '../prompts/chat-template.ts';
import { createCompletionsDialect } from './dialect.ts';

/** Options of `createCompletionsModel`. */
export type CompletionsModelOptions = EndpointModelOptions & {
  /**
   * Writes chat messages as the text that the model was trained on.
   * @default none: messages are refused
   */
  readonly chatTemplate?: ChatTemplate;
};

/**
 * A model behind `/completions`: OpenAI, Azure, vLLM, llama-cpp-python and whatever else speaks
 * that API. Texts are scored by echo.
 *
 * What it can do is assumed until a probe has looked: services of OpenAI and Azure refuse echo with
 * log-probabilities and give five top tokens; other servers are taken to echo, and to give a
 * hundred.
 *
 * @example
 * const model = createCompletionsModel({ model: 'phi-2', baseUrl: 'http://localhost:8000/v1', apiKey: 'EMPTY' });
 * const [reply] = await model.generate([{ prompt: 'Once upon a time' }], { maxTokens: 20 });
 *
 * @throws ModelSettingError `missing-api-key` if the key is empty
 * @throws UnsupportedCapabilityError if the format is chat and there is no `chatTemplate`
 */
export function createCompletionsModel(asked: CompletionsModelOptions): ProbeableModel {
  const options = checkOptions(asked, {
    caller: 'createCompletionsModel',
    known: [...endpointModelOptionNames, 'chatTemplate'],
  });
  return openModel(options, options.capabilities === undefined ? 'assumed' : 'known');
}

function openModel(options: CompletionsModelOptions, trust: Trust): ProbeableModel {
  const endpoint = resolveEndpoint(options);
  const presentation = createTextPresentation({
    modelId: options.model,
    format: options.format,
    template: options.chatTemplate,
  });
  const isHosted = endpoint.provider !== 'compatible';
  const capabilities = {
    scoresText: !isHosted,
    maxTopTokens: isHosted ? 5 : 100,
    continuesText: !presentation.isChat,
    seeds: true,
    countsTokensExactly: options.countTokens !== undefined,
    ...options.capabilities,
    ...(options.chatTemplate === undefined ? {} : { readsMessages: true }),
  };
  const dialect = createCompletionsDialect(presentation);
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
