import { checkOptions } from '../check-options.ts';
import {
  createEndpointModel,
  endpointModelOptionNames,
  type EndpointModelOptions,
  type ProbeableModel,
  type Trust,
  resolveEndpoint,
} from './create-endpoint-model.ts';
import { completionsDialect } from './dialect.ts';

/**
 * A model behind `/completions`: OpenAI, Azure, vLLM, llama-cpp-python and whatever else speaks that API. Texts are scored by echo.
 *
 * What it can do is assumed until a probe has looked: services of OpenAI and Azure refuse echo with log-probabilities and give five top
 * tokens; other servers are taken to echo, and to give a hundred.
 *
 * @example
 * const model = createCompletionsModel({ model: 'phi-2', baseUrl: 'http://localhost:8000/v1', apiKey: 'EMPTY' });
 * const [reply] = await model.generate([{ prompt: 'Once upon a time' }], { maxTokens: 20 });
 *
 * @throws MissingApiKeyError where the key is empty
 */
export function createCompletionsModel(asked: EndpointModelOptions): ProbeableModel {
  const options = checkOptions(asked, {
    caller: 'createCompletionsModel',
    known: endpointModelOptionNames,
  });
  return openModel(options, options.capabilities === undefined ? 'assumed' : 'known');
}

function openModel(options: EndpointModelOptions, trust: Trust): ProbeableModel {
  const endpoint = resolveEndpoint(options);
  const isHosted = endpoint.provider !== 'compatible';
  const capabilities = {
    scoresText: !isHosted,
    maxTopTokens: isHosted ? 5 : 100,
    continuesText: true,
    seeds: true,
    countsTokensExactly: options.countTokens !== undefined,
    ...options.capabilities,
  };
  return {
    ...createEndpointModel(options, { endpoint, dialect: completionsDialect, capabilities, trust }),
    readContextLength: (callOptions) => endpoint.readContextLength(options.model, callOptions),
    withCapabilities: (claimed, { isTried = false } = {}) =>
      openModel(
        { ...options, endpoint, capabilities: { ...capabilities, ...claimed } },
        isTried ? 'tried' : 'known',
      ),
  };
}
