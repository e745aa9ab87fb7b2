import type {
  CallOptions,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  OnResult,
  Usage,
} from '../language-model.ts';
import { hearEachResult } from '../decorators/hear-each-result.ts';
import { given } from '../given.ts';
import { appendToPrompt, type Prompt, toMessages } from '../prompts/prompt.ts';
import { describeModelSpan } from './describe-model-span.ts';
import type {
  OpenTelemetryApi,
  OpenTelemetryAttributes,
  OpenTelemetrySpan,
} from './open-telemetry-api.ts';

/** Options of `traced`. */
export interface TracedOptions {
  /** `import * as api from '@opentelemetry/api'`. */
  readonly api: OpenTelemetryApi;
  /** Prompts and replies become attributes; they can be long, and hold what nobody else may read. @default false */
  readonly recordsContent?: boolean;
}

/** OpenTelemetry's number for a call of another service. */
const CLIENT = 2;
const ERROR = 2;

interface Heard {
  readonly usage: Usage;
  readonly failure?: { readonly kind: string; readonly message: string };
}

/** What a call does, as far as spans tell of it. */
interface TracedCall<Request, Result extends Heard> {
  readonly kind: 'generate' | 'score' | 'next_token';
  readonly requests: readonly Request[];
  readonly asked: (request: Request) => OpenTelemetryAttributes;
  readonly answered: (result: Result) => OpenTelemetryAttributes;
  readonly options: CallOptions & { readonly onResult?: OnResult<Result> };
  readonly run: (
    hooks: Required<Pick<CallOptions, 'onStart'>> & { readonly onResult: OnResult<Result> },
  ) => Promise<readonly Result[]>;
}

/**
 * A model whose every request is a span, by OpenTelemetry's conventions for generative AI. Put it directly around what sends requests, inside `deduplicate` and
 * reply caches, and what is remembered makes no span. A span lasts from when its request's turn has come to its answer, retries included.
 *
 * @example
 * import * as api from '@opentelemetry/api';
 * const model = deduplicate(traced(createChatModel({ model: 'gpt-x', apiKey }), { api }));
 */
export function traced(model: LanguageModel, options: TracedOptions): LanguageModel {
  const { recordsContent = false } = options;
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  const trace = createTracer(model.id, options.api);
  const content = (make: () => OpenTelemetryAttributes): OpenTelemetryAttributes =>
    recordsContent ? make() : {};
  return {
    ...model,
    generate: (requests, asked = {}) =>
      trace<GenerateRequest, Generation>({
        kind: 'generate',
        requests,
        options: asked,
        asked: (request) => ({
          ...samplingAttributes(request, asked),
          ...content(() => ({ 'gen_ai.input.messages': messages(request.prompt) })),
        }),
        answered: ({ text, finishReason }) => ({
          'gen_ai.response.finish_reasons': [finishReason.replace('-', '_')],
          ...content(() => ({
            'gen_ai.output.messages': reply(text, finishReason.replace('-', '_')),
          })),
        }),
        run: (hooks) => model.generate(requests, { ...asked, ...hooks }),
      }),
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, asked = {}) =>
            trace({
              kind: 'score',
              requests,
              options: asked,
              asked: ({ context, continuation }) =>
                content(() => ({
                  'gen_ai.input.messages': messages(appendToPrompt(context, continuation)),
                })),
              answered: () => ({}),
              run: (hooks) => scoreText(requests, { ...asked, ...hooks }),
            }),
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: (contexts, asked) =>
            trace({
              kind: 'next_token',
              requests: contexts,
              options: asked,
              asked: (context) => content(() => ({ 'gen_ai.input.messages': messages(context) })),
              answered: () => ({}),
              run: (hooks) => nextToken(contexts, { ...asked, ...hooks }),
            }),
        }),
  };
}

/** A way to run a call with a span for each of its requests, under the span that is active where the call is made. */
function createTracer(
  id: string,
  { trace, context }: OpenTelemetryApi,
): <Request, Result extends Heard>(
  call: TracedCall<Request, Result>,
) => Promise<readonly Result[]> {
  const { name, attributes } = describeModelSpan(id);
  const tracer = trace.getTracer('@dln/llm');
  return async ({ kind, requests, asked, answered, options, run }) => {
    // Replies arrive in other contexts; what is active now is the parent of them all.
    const parent = context.active() as never;
    const spans = new Map<number, OpenTelemetrySpan>();
    const start = (index: number): OpenTelemetrySpan => {
      const known = spans.get(index);
      if (known) return known;
      const span = tracer.startSpan(name, { kind: CLIENT }, parent);
      const request = requests[index];
      if (span.isRecording() && request !== undefined)
        span.setAttributes({ ...attributes, 'dln.request.kind': kind, ...asked(request) });
      spans.set(index, span);
      return span;
    };
    try {
      return await hearEachResult(
        (onResult) => run({ onStart: (index) => void start(index), onResult }),
        (result, index) => {
          const span = start(index);
          if (span.isRecording()) {
            span.setAttributes({ ...usageAttributes(result.usage), ...answered(result) });
            if (result.failure) fail(span, result.failure.kind, result.failure.message);
          }
          span.end();
          spans.delete(index);
          options.onResult?.(result, index);
        },
      );
    } catch (error) {
      const [type, message] =
        error instanceof Error ? [error.name, error.message] : ['_OTHER', String(error)];
      for (const span of spans.values()) {
        fail(span, type, message);
        span.end();
      }
      throw error;
    }
  };
}

function fail(span: OpenTelemetrySpan, type: string, message: string): void {
  span.setAttributes({ 'error.type': type });
  span.setStatus({ code: ERROR, message });
}

function samplingAttributes(
  { seed }: GenerateRequest,
  { temperature = 0, topP, maxTokens, stop = [], seed: ownSeed }: GenerateOptions,
): OpenTelemetryAttributes {
  return {
    'gen_ai.request.temperature': temperature,
    ...given('gen_ai.request.top_p', topP),
    ...given('gen_ai.request.max_tokens', maxTokens),
    ...given('gen_ai.request.seed', seed ?? ownSeed),
    ...(stop.length === 0 ? {} : { 'gen_ai.request.stop_sequences': [...stop] }),
  };
}

function usageAttributes({ promptTokens, completionTokens }: Usage): OpenTelemetryAttributes {
  return {
    'gen_ai.usage.input_tokens': promptTokens,
    'gen_ai.usage.output_tokens': completionTokens,
  };
}

/** A prompt as the JSON of OpenTelemetry's conventions. A plain prompt is one user message. */
function messages(prompt: Prompt): string {
  return JSON.stringify(
    toMessages(prompt).map(({ role, content }) => ({ role, parts: [{ type: 'text', content }] })),
  );
}

/** A reply as the JSON of OpenTelemetry's conventions. */
function reply(text: string, finishReason: string): string {
  const parts = [{ type: 'text', content: text }];
  return JSON.stringify([{ role: 'assistant', parts, finish_reason: finishReason }]);
}
