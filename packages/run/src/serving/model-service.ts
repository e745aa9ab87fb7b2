import type { GenerateRequest, Generation, LanguageModel, Prompt, ReplySchema } from '@dln/llm';
import type { LocalModel } from '@dln/local';
import { createLocalService } from './local-service.ts';
import type { ChatRequest, SharedRequest } from './requests.ts';
import { DEFAULT_COMPLETION_TOKENS, samplingOf } from './sampling.ts';
import type { Service, ServiceAnswer, ServiceCall, ServiceChoice } from './service.ts';
import { unsupported } from './serving-error.ts';

/** Options of `createModelService`. */
export interface ModelServiceOptions {
  /** The name that clients send as `model`. */
  readonly name: string;
}

/**
 * A model behind the API. A model of `@dln/local` also gives `echo`, log-probabilities of given
 * texts, token ids as prompts, and its tokenizer; open it with
 * `format: 'plain'`, so that completions continue their prompts.
 */
export function createModelService(
  model: LanguageModel | LocalModel,
  { name }: ModelServiceOptions,
): Service {
  return 'readTokens' in model ? createLocalService(model, name) : createRemoteService(model, name);
}

/** A model that only continues and answers texts. */
function createRemoteService(model: LanguageModel, name: string): Service {
  return {
    model: name,
    chat: async (request, call) => {
      if (request.logprobs !== undefined)
        throw unsupported('logprobs', `${model.id} gives no log-probabilities here.`);
      const { replySchema } = request;
      if (replySchema && model.capabilities.followsSchemas !== true)
        throw unsupported(
          'response_format',
          `${model.id} has no structured-output mode. Ask for JSON in the prompt.`,
        );
      return generate(model, [promptOf(request)], { request, call, replySchema });
    },
    complete: async (request, call) => {
      if (model.capabilities.continuesText !== true)
        throw unsupported('prompt', `${model.id} answers chats only. Use /v1/chat/completions.`);
      if (request.echo || request.logprobs !== undefined || request.maxTokens === 0)
        throw unsupported(
          request.echo ? 'echo' : request.maxTokens === 0 ? 'max_tokens' : 'logprobs',
          'Log-probabilities and echo need a model in process: a GGUF file, or the embedded one.',
        );
      const prompts = request.prompts.map((prompt) => {
        if (typeof prompt === 'string') return prompt;
        throw unsupported('prompt', 'Token ids need a model in process. Send texts.');
      });
      const { maxTokens = DEFAULT_COMPLETION_TOKENS } = request;
      return generate(model, prompts, { request: { ...request, maxTokens }, call });
    },
  };
}

/** A single user message is a plain prompt, which every model reads. */
function promptOf({ messages }: ChatRequest): Prompt {
  const [first, ...others] = messages;
  return first?.role === 'user' && others.length === 0 ? first.content : messages;
}

async function generate(
  model: LanguageModel,
  prompts: readonly Prompt[],
  {
    request,
    call,
    replySchema,
  }: {
    readonly request: SharedRequest;
    readonly call: ServiceCall;
    readonly replySchema?: ReplySchema | undefined;
  },
): Promise<ServiceAnswer> {
  const requests = prompts.flatMap((prompt) =>
    Array.from({ length: request.n }, (_, choice): GenerateRequest => ({
      prompt,
      // Choices of one prompt differ.
      ...(request.seed === undefined ? {} : { seed: request.seed + choice }),
    })),
  );
  const replies = await callModel(model, requests, { request, call, replySchema });
  return {
    choices: replies.map(toChoice),
    usage: {
      promptTokens: replies.reduce((sum, { usage }) => sum + usage.promptTokens, 0),
      completionTokens: replies.reduce((sum, { usage }) => sum + usage.completionTokens, 0),
    },
    ignored: [],
  };
}

async function callModel(
  model: LanguageModel,
  requests: readonly GenerateRequest[],
  {
    request,
    call,
    replySchema,
  }: {
    readonly request: SharedRequest;
    readonly call: ServiceCall;
    readonly replySchema: ReplySchema | undefined;
  },
): Promise<readonly Generation[]> {
  const options = {
    ...samplingOf(request),
    signal: call.signal,
    ...(replySchema ? { replySchema } : {}),
  };
  const [only, ...others] = requests;
  if (!call.onText || !model.streamText || only === undefined || others.length > 0)
    return model.generate(requests, options);
  for await (const part of model.streamText(only, options)) {
    if (part.type === 'end') return [part.result];
    call.onText(part.text, 0);
  }
  throw new Error('the stream of a model ended without a result');
}

function toChoice({ text, finishReason }: Generation): ServiceChoice {
  const known = finishReason === 'content-filter' ? 'content_filter' : finishReason;
  return { text, finishReason: known === 'other' ? 'stop' : known };
}
