import { z } from 'zod';

import { ApiCallError } from '../endpoint/api-call-error.ts';
import type { Generation } from '../language-model.ts';
import { credibleUsage } from '../usage/credible-usage.ts';

/** A number in specification v2, parts with their total from v3 on. */
const count = z
  .union([z.number(), z.object({ total: z.number().nullish() }).transform(({ total }) => total)])
  .nullish()
  .catch(undefined);

const resultSchema = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.unknown() })),
  finishReason: z
    .union([z.string(), z.object({ unified: z.string() }).transform(({ unified }) => unified)])
    .catch('other'),
  usage: z.object({ inputTokens: count, outputTokens: count }).nullish().catch(undefined),
  warnings: z
    .array(z.looseObject({ type: z.string() }))
    .nullish()
    .catch(undefined),
});

/** A reply, and what the provider says it did not do. */
export interface AiSdkResult {
  readonly generation: Generation;
  /** A sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads what `doGenerate` of a model of the AI SDK gave: its text parts joined. A reply that ends
 * before a stop text is asked for, and not all providers can do it, so it is cut here once more.
 *
 * @throws ApiCallError `invalid-reply` unless it is a reply
 */
export function parseAiSdkResult(
  value: unknown,
  asked: {
    readonly id: string;
    readonly prompt: string;
    readonly stop?: readonly string[] | undefined;
  },
): AiSdkResult {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success)
    throw new ApiCallError({
      code: 'invalid-reply',
      message: `${asked.id} gave something that is no reply of the AI SDK (${z.prettifyError(parsed.error)}). Its provider package and this one may be of versions that do not fit.`,
      url: asked.id,
      isRetryable: false,
    });
  const { content, finishReason, usage, warnings } = parsed.data;
  const whole = content
    .map((part) => (part.type === 'text' && typeof part.text === 'string' ? part.text : ''))
    .join('');
  const text = cutAtStop(whole, asked.stop ?? []);
  return {
    generation: {
      text,
      finishReason: text === whole ? toFinishReason(finishReason) : 'stop',
      usage: credibleUsage(
        { promptTokens: usage?.inputTokens, completionTokens: usage?.outputTokens },
        { prompt: asked.prompt, text: whole },
      ),
    },
    warnings: (warnings ?? []).map(describeWarning),
  };
}

function cutAtStop(text: string, stop: readonly string[]): string {
  const ends = stop.map((one) => text.indexOf(one)).filter((at) => at !== -1);
  return text.slice(0, Math.min(text.length, ...ends));
}

function toFinishReason(reason: string): Generation['finishReason'] {
  return reason === 'stop' || reason === 'length' || reason === 'content-filter' ? reason : 'other';
}

function describeWarning(warning: Readonly<Record<string, unknown>>): string {
  // `setting` in v2, `feature` from v3 on.
  const about = warning['feature'] ?? warning['setting'] ?? warning['message'] ?? '';
  return [warning['type'], about, warning['details']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(': ');
}
