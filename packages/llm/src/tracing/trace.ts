import type { Generation, Usage } from '../language-model.ts';
import { type AnyResult, everyCall, type Sampling } from '../middleware/every-call.ts';
import type { ModelMiddleware } from '../middleware/model-middleware.ts';
import { reportEachResult } from '../middleware/report-each-result.ts';
import { given } from '../given.ts';
import { type Prompt, toMessages } from '../prompts/prompt.ts';
import { describeModelSpan } from './describe-model-span.ts';
import type {
  OpenTelemetryApi,
  OpenTelemetryAttributes,
  OpenTelemetrySpan,
} from './open-telemetry-api.ts';

/** Options of `trace`. */
export interface TraceOptions {
  /** `import * as api from '@opentelemetry/api'`. */
  readonly api: OpenTelemetryApi;
  /** Prompts and replies become attributes; they can be long and confidential. @default false */
  readonly recordsContent?: boolean;
}

/** OpenTelemetry's number for a call of another service. */
const CLIENT = 2;
const ERROR = 2;

/** Names of kinds of calls in attributes of spans. */
const KIND_NAMES = { generate: 'generate', scoreText: 'score', nextToken: 'next_token' } as const;

/**
 * Makes a span of every request, by OpenTelemetry's conventions for generative AI. Put it directly
 * around the model that sends requests: inside `deduplicate` and reply caches, so that remembered
 * answers make no span. A span lasts from the start of its request to the answer, retries included.
 *
 * @example
 * const model = wrapModel(createChatModel({ model: 'gpt-x', apiKey }), [deduplicate(), trace({ api })]);
 */
export function trace({ api, recordsContent = false }: TraceOptions): ModelMiddleware {
  const tracer = api.trace.getTracer('@dln/llm');
  return everyCall(async ({ kind, model, requests, options, next, promptOf, seedOf, sampling }) => {
    const { name, attributes } = describeModelSpan(model.id);
    // Replies arrive in other contexts; the span that is active now is the parent of them all.
    const parent = api.context.active() as never;
    const spans = new Map<number, OpenTelemetrySpan>();
    const start = (index: number): OpenTelemetrySpan => {
      const known = spans.get(index);
      if (known) return known;
      const span = tracer.startSpan(name, { kind: CLIENT }, parent);
      const request = requests[index];
      if (span.isRecording() && request !== undefined)
        span.setAttributes({
          ...attributes,
          'dln.request.kind': KIND_NAMES[kind],
          ...(sampling ? samplingAttributes(sampling, seedOf(request)) : {}),
          ...(recordsContent ? { 'gen_ai.input.messages': messages(promptOf(request)) } : {}),
        });
      spans.set(index, span);
      return span;
    };
    const end = (index: number, result: AnyResult): void => {
      const span = start(index);
      if (span.isRecording()) {
        span.setAttributes({
          ...usageAttributes(result.usage),
          ...replyAttributes(result, recordsContent),
        });
        if (result.failure) fail(span, result.failure.kind, result.failure.message);
      }
      span.end();
      spans.delete(index);
    };
    try {
      return await reportEachResult(
        async (onResult) =>
          next(requests, {
            ...options,
            onResult,
            onStart: (index) => {
              start(index);
              options.onStart?.(index);
            },
          }),
        (result, index) => {
          end(index, result);
          options.onResult?.(result, index);
        },
      );
    } catch (error) {
      const [type, message] =
        error instanceof Error ? [typeOf(error), error.message] : ['_OTHER', String(error)];
      for (const span of spans.values()) {
        fail(span, type, message);
        span.end();
      }
      throw error;
    }
  });
}

/** The error's code; its name if it has none. */
function typeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function fail(span: OpenTelemetrySpan, type: string, message: string): void {
  span.setAttributes({ 'error.type': type });
  span.setStatus({ code: ERROR, message });
}

function samplingAttributes(
  { temperature = 0, topP, maxTokens, stop = [], seed: callSeed }: Sampling,
  seed: number | undefined,
): OpenTelemetryAttributes {
  return {
    'gen_ai.request.temperature': temperature,
    ...given('gen_ai.request.top_p', topP),
    ...given('gen_ai.request.max_tokens', maxTokens),
    ...given('gen_ai.request.seed', seed ?? callSeed),
    ...(stop.length === 0 ? {} : { 'gen_ai.request.stop_sequences': [...stop] }),
  };
}

function replyAttributes(
  result: AnyResult & Partial<Pick<Generation, 'text' | 'finishReason'>>,
  recordsContent: boolean,
): OpenTelemetryAttributes {
  const { text, finishReason } = result;
  if (text === undefined || finishReason === undefined) return {};
  const reason = finishReason.replace('-', '_');
  return {
    'gen_ai.response.finish_reasons': [reason],
    ...(recordsContent ? { 'gen_ai.output.messages': reply(text, reason) } : {}),
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
