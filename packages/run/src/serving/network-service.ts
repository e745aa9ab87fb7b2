import { isDeepStrictEqual } from 'node:util';
import type { Network, Prediction } from '@dln/vi';
import type { ChatRequest, SharedRequest } from './requests.ts';
import type { Service, ServiceAnswer, ServiceCall, ServiceChoice } from './service.ts';
import { unsupported } from './serving-error.ts';
import { translateFailure } from './translate-error.ts';

/** Options of `createNetworkService`. */
export interface NetworkServiceOptions {
  /** The name that clients send as `model`. */
  readonly name: string;
}

/**
 * A trained network behind the API. The last user message of a chat, or each prompt of a
 * completion, is an input of the network; it answers with its own prompts, at
 * temperature 0. Other messages and sampling settings are not used, and listed in `ignored`.
 */
export function createNetworkService(network: Network, { name }: NetworkServiceOptions): Service {
  const answer = async (
    inputs: readonly string[],
    request: SharedRequest,
    call: ServiceCall,
  ): Promise<ServiceAnswer> => {
    refuseSampling(request);
    const [input, ...others] = inputs;
    if (call.onText && input !== undefined && others.length === 0)
      return streamAnswer(network, input, call);
    const predictions = await network.predict(inputs, {
      signal: call.signal,
      onFailure: 'return',
    });
    return {
      choices: predictions.map((prediction) => toChoice(prediction)),
      usage: sumUsage(predictions),
      ignored: [],
    };
  };
  return {
    model: name,
    chat: async (request, call) => {
      const own = network.file.layers.at(-1)?.outputSchema;
      if (request.replySchema && !own)
        throw unsupported('response_format', 'The network was trained without an output schema.');
      // The network answers with JSON of its schema.
      const isOther =
        request.replySchema && !isDeepStrictEqual(request.replySchema.schema, own?.schema);
      return {
        ...(await answer([inputOf(request)], request, call)),
        ignored: [
          ...ignoredMessages(request),
          ...ignoredSettings(request),
          ...(isOther ? ['response_format'] : []),
        ],
      };
    },
    complete: async (request, call) => {
      if (request.echo) throw unsupported('echo', 'A network does not echo its inputs.');
      const inputs = request.prompts.map((prompt) => {
        if (typeof prompt === 'string') return prompt;
        throw unsupported('prompt', 'A network reads texts. Send no token ids.');
      });
      return { ...(await answer(inputs, request, call)), ignored: ignoredSettings(request) };
    },
  };
}

async function streamAnswer(
  network: Network,
  input: string,
  { signal, onText }: ServiceCall,
): Promise<ServiceAnswer> {
  let text = '';
  let usage = { promptTokens: 0, completionTokens: 0 };
  const { stream } = await network.asLanguageModel().doStream({
    prompt: [{ role: 'user', content: input }],
    abortSignal: signal,
  });
  for await (const part of stream) {
    if (part.type === 'text-delta') {
      text += part.delta;
      onText?.(part.delta, 0);
    }
    if (part.type === 'finish') {
      const { inputTokens, outputTokens } = part.usage;
      usage = {
        promptTokens: inputTokens.total ?? 0,
        completionTokens: outputTokens.total ?? 0,
      };
    }
  }
  return { choices: [{ text, finishReason: 'stop' }], usage, ignored: [] };
}

/** @throws ServingError for a skipped input */
function toChoice(prediction: Prediction): ServiceChoice {
  const { output, value, hiddenTexts, answeredBy, className, failure } = prediction;
  if (failure) throw translateFailure(failure);
  return {
    text: output,
    finishReason: 'stop',
    details: {
      hidden_texts: hiddenTexts,
      answered_by: answeredBy,
      ...(className === undefined ? {} : { class_name: className }),
      ...(value === undefined ? {} : { value }),
    },
  };
}

function sumUsage(predictions: readonly Prediction[]): ServiceAnswer['usage'] {
  let promptTokens = 0;
  let completionTokens = 0;
  for (const { usage } of predictions) {
    if (!usage) continue;
    promptTokens += usage.promptTokens;
    completionTokens += usage.completionTokens;
  }
  return { promptTokens, completionTokens };
}

function inputOf({ messages }: ChatRequest): string {
  const message = messages.findLast(({ role }) => role === 'user');
  if (message === undefined)
    throw unsupported('messages', 'The request has no user message. The last one is the input.');
  return message.content;
}

function refuseSampling({ n, logprobs }: SharedRequest): void {
  if (n > 1) throw unsupported('n', 'A network gives one answer to an input.');
  if (logprobs !== undefined)
    throw unsupported(
      'logprobs',
      'A network gives no log-probabilities of tokens. Serve its model for these.',
    );
}

function ignoredSettings(request: SharedRequest): readonly string[] {
  const { temperature, topP, seed, stop, maxTokens } = request;
  const settings: readonly (readonly [string, boolean])[] = [
    ['temperature', (temperature ?? 0) !== 0],
    ['top_p', (topP ?? 1) !== 1],
    ['seed', seed !== undefined],
    ['stop', stop.length > 0],
    ['max_tokens', maxTokens !== undefined],
  ];
  return settings.filter(([, isSet]) => isSet).map(([setting]) => setting);
}

function ignoredMessages({ messages }: ChatRequest): readonly string[] {
  const at = messages.findLastIndex(({ role }) => role === 'user');
  const others = messages.filter((_, index) => index !== at);
  const isSystem = ({ role }: ChatRequest['messages'][number]): boolean => role === 'system';
  return [
    ...(others.some(isSystem) ? ['system messages'] : []),
    ...(others.some((message) => !isSystem(message)) ? ['earlier messages'] : []),
  ];
}
