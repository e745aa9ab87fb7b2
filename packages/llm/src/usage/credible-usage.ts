import type { Usage } from '../language-model.ts';
import { estimateTokensOfBytes } from '../tokens/estimate-tokens.ts';

/**
 * Tokens of natural languages and of code are shorter than this many bytes on average, in every
 * vocabulary.
 */
const MAX_BYTES_PER_TOKEN = 16;

/** What a server reports of one answer; anything that is no count is as if it was not reported. */
export interface ReportedUsage {
  readonly promptTokens?: number | null | undefined;
  readonly completionTokens?: number | null | undefined;
  readonly cachedTokens?: number | null | undefined;
}

/**
 * The usage of an answer that a server reports, as far as it can be believed: a count that is
 * negative, no whole number, missing, or smaller than the texts allow is replaced by an estimate,
 * and `estimated` is set. A server cannot keep a cap from being reached by reporting too little.
 *
 * @param texts.text the text of the reply
 * @param texts.isEcho the text begins with the prompt. @default false
 */
export function credibleUsage(
  { promptTokens, completionTokens, cachedTokens }: ReportedUsage,
  texts: { readonly prompt: string; readonly text: string; readonly isEcho?: boolean },
): Usage {
  const { prompt, text, isEcho = false } = texts;
  const promptBytes = Buffer.byteLength(prompt);
  // Servers put marks before an echo, and may change its blanks, so that only lengths are compared.
  const replyBytes = Math.max(0, Buffer.byteLength(text) - (isEcho ? promptBytes : 0));
  const ofPrompt = credibleCount(promptTokens, promptBytes);
  const ofReply = credibleCount(completionTokens, replyBytes);
  const cached = isCount(cachedTokens) ? Math.min(cachedTokens, ofPrompt.count) : 0;
  return {
    promptTokens: ofPrompt.count,
    completionTokens: ofReply.count,
    ...(ofPrompt.isReported && ofReply.isReported ? {} : { estimated: true }),
    ...(cached > 0 ? { cachedTokens: cached } : {}),
  };
}

function credibleCount(
  count: number | null | undefined,
  bytes: number,
): { readonly count: number; readonly isReported: boolean } {
  if (isCount(count) && count >= Math.floor(bytes / MAX_BYTES_PER_TOKEN))
    return { count, isReported: true };
  // Nothing written needs no report.
  return { count: estimateTokensOfBytes(bytes), isReported: bytes === 0 && !isWrong(count) };
}

function isWrong(count: number | null | undefined): boolean {
  return typeof count === 'number' && !isCount(count);
}

function isCount(count: number | null | undefined): count is number {
  return Number.isSafeInteger(count) && Number(count) >= 0;
}
