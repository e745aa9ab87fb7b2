import { z } from 'zod';

import { ApiCallError } from '../endpoint/api-call-error.ts';
import { CHECK_BASE_URL, MAX_RETRIES_AFTER_NONSENSE } from '../endpoint/translate-error.ts';
import type { Generation, Usage } from '../language-model.ts';
import { type Prompt, promptText } from '../prompts/prompt.ts';
import { credibleUsage } from '../usage/credible-usage.ts';

/** What is read of a reply of `/completions` or `/chat/completions`. */
export interface Reply {
  readonly text: string;
  readonly finishReason: Generation['finishReason'];
  /**
   * Its tokens and log-probabilities, not parsed yet: most replies carry none, or they are not
   * needed.
   */
  readonly tokens: unknown;
  /** vLLM's `prompt_logprobs`, not read yet either; absent if the server sends none. */
  readonly promptTokens?: unknown;
  readonly usage: Usage;
  /** Tokens of the completion as the server counts them; 0 if it does not. */
  readonly completionTokens: number;
}

const count = z.number().nullish().catch(undefined);
const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
});

const choice = { finish_reason: z.string().nullish(), logprobs: z.unknown().optional() };
const completion = z.object({
  choices: z.tuple(
    [z.object({ ...choice, text: z.string(), prompt_logprobs: z.unknown().optional() })],
    z.unknown(),
  ),
  usage: usageSchema.nullish().catch(undefined),
});
const chatCompletion = z.object({
  choices: z.tuple(
    [z.object({ ...choice, message: z.object({ content: z.string().nullish() }) })],
    z.unknown(),
  ),
  // vLLM puts it beside the choices here.
  prompt_logprobs: z.unknown().optional(),
  usage: usageSchema.nullish().catch(undefined),
});

/** What a reply is read against. */
export interface ReplyContext {
  readonly baseUrl: string;
  readonly prompt: Prompt;
  /** The reply begins with the prompt. @default false */
  readonly isEcho?: boolean;
  /**
   * It has answered before, so that what it sends now is no sign of a wrong address.
   * @default false
   */
  readonly isProvenServer?: boolean;
}

/**
 * Reads a reply of `/completions`.
 *
 * @throws ApiCallError `invalid-reply` unless it is a reply
 */
export function parseCompletion(value: unknown, context: ReplyContext): Reply {
  const parsed = completion.safeParse(value);
  if (!parsed.success) throw createError(value, context);
  const [{ text, finish_reason, logprobs, prompt_logprobs }] = parsed.data.choices;
  return {
    text,
    finishReason: toFinishReason(finish_reason),
    tokens: logprobs,
    ...(prompt_logprobs === undefined ? {} : { promptTokens: prompt_logprobs }),
    ...account(parsed.data.usage, text, context),
  };
}

/**
 * Reads a reply of `/chat/completions`. A message without content, as a filter leaves it, has the
 * empty text.
 *
 * @throws ApiCallError `invalid-reply` unless it is a reply
 */
export function parseChatCompletion(value: unknown, context: ReplyContext): Reply {
  const parsed = chatCompletion.safeParse(value);
  if (!parsed.success) throw createError(value, context);
  const [{ message, finish_reason, logprobs }] = parsed.data.choices;
  const text = message.content ?? '';
  const { prompt_logprobs } = parsed.data;
  return {
    text,
    finishReason: toFinishReason(finish_reason),
    tokens: logprobs,
    ...(prompt_logprobs === undefined || prompt_logprobs === null
      ? {}
      : { promptTokens: prompt_logprobs }),
    ...account(parsed.data.usage, text, context),
  };
}

function toFinishReason(reason: string | null | undefined): Generation['finishReason'] {
  if (reason === 'stop' || reason === 'length') return reason;
  return reason === 'content_filter' ? 'content-filter' : 'other';
}

function account(
  usage: z.infer<typeof usageSchema> | null | undefined,
  text: string,
  { prompt, isEcho = false }: ReplyContext,
): Pick<Reply, 'usage' | 'completionTokens'> {
  const completionTokens = usage?.completion_tokens;
  const reported = {
    completionTokens,
    promptTokens: usage?.prompt_tokens,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens,
  };
  return {
    usage: credibleUsage(reported, { prompt: promptText(prompt), text, isEcho }),
    completionTokens: completionTokens ?? 0,
  };
}

function createError(
  value: unknown,
  { baseUrl, isProvenServer = false }: ReplyContext,
): ApiCallError {
  // An empty body comes from a server that is starting, or from a proxy. That may pass.
  const isText = typeof value === 'string' || value === undefined;
  const what = isText
    ? 'something that is no JSON'
    : `JSON that holds no reply (${excerpt(value)})`;
  const hint = isProvenServer ? '' : ` ${CHECK_BASE_URL}`;
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${baseUrl} answered with ${what}.${hint}`,
    url: baseUrl,
    // A server that has given replies sends something else in passing; another address will never
    // give one.
    isRetryable: isText || isProvenServer,
    ...(isProvenServer ? { maxRetries: MAX_RETRIES_AFTER_NONSENSE } : {}),
    isProvenServer,
  });
}

const EXCERPT_LENGTH = 80;

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text;
}
