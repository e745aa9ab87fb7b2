import { z } from 'zod';

import type { ScoredToken } from '../language-model.ts';
import { BrokenTokensError, toLogProbability } from './log-probability.ts';

/** The tokens of a reply, whichever of its two shapes the server uses. */
export interface ReplyTokens {
  readonly tokens: readonly string[];
  /** [token]; null for the first token of a text */
  readonly logProbabilities: readonly (number | null)[];
  /** Where each token begins, as the server counts. [token] */
  readonly offsets: readonly number[] | undefined;
}

/** The shape of the completions API: parallel lists. */
const listShape = z.object({
  tokens: z.custom<readonly string[]>(isListOf((each) => typeof each === 'string')),
  token_logprobs: z.custom<readonly (number | null)[]>(
    isListOf((each) => each === null || isNumber(each)),
  ),
  text_offset: z.custom<readonly number[]>(isListOf(isNumber)).nullish(),
});
const listTopShape = z.object({
  top_logprobs: z.array(z.custom<Readonly<Record<string, number>> | null>(isTopOrNull)),
});

const tokenShape = z.object({ token: z.string(), logprob: z.number() });

/** The shape of the chat API, which llama.cpp's server uses for completions too. */
const contentShape = z.object({ content: z.array(tokenShape) });
const contentTopShape = z.object({
  content: z.array(z.object({ top_logprobs: z.array(tokenShape) })),
});

/** Lists of all tokens of a text: a schema for each element took a tenth of a scoring's time. */
function isListOf(isElement: (each: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(isElement);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * Whether a value is an object of numbers, or null. Lists of a hundred tokens arrive with each
 * scoring, and checking them by a schema of records was a sixth of a step's processor time.
 */
function isTopOrNull(value: unknown): boolean {
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return value === null || Object.values(value).every((each) => typeof each === 'number');
}

/**
 * Reads the tokens of log-probabilities of either shape; undefined for anything else, such as null.
 *
 * @throws BrokenTokensError if the lists have different lengths, or a number is no log-probability
 */
export function parseReplyTokens(value: unknown): ReplyTokens | undefined {
  const list = listShape.safeParse(value);
  if (list.success) {
    const { tokens, token_logprobs: logProbabilities, text_offset } = list.data;
    if (logProbabilities.length !== tokens.length) {
      const lengths = `${tokens.length} tokens with ${logProbabilities.length} log-probabilities`;
      throw new BrokenTokensError(`it answers with ${lengths}`);
    }
    const checked = logProbabilities.map((each) => (each === null ? null : toLogProbability(each)));
    return { tokens, logProbabilities: checked, offsets: text_offset ?? undefined };
  }
  const content = contentShape.safeParse(value);
  if (!content.success) return undefined;
  return {
    tokens: content.data.content.map((entry) => entry.token),
    logProbabilities: content.data.content.map((entry) => toLogProbability(entry.logprob)),
    offsets: undefined,
  };
}

/** The reply's tokens with their log-probabilities, if the server gives one for each. */
export function parseScoredTokens(value: unknown): readonly ScoredToken[] | undefined {
  const reply = parseReplyTokens(value);
  if (reply === undefined) return undefined;
  const scored: ScoredToken[] = [];
  for (const [index, token] of reply.tokens.entries()) {
    const logProbability = reply.logProbabilities[index];
    if (typeof logProbability !== 'number') return undefined;
    scored.push({ token, logProbability });
  }
  return scored;
}

/**
 * The most likely tokens at the first place of a reply, best first; equal ones in the order of
 * their text, so that no server's order matters. Empty for an empty reply; undefined if the server
 * gives no top log-probabilities.
 */
export function parseTopTokens(value: unknown, count: number): readonly ScoredToken[] | undefined {
  const found = parseFirstTop(value);
  if (found === undefined) return undefined;
  // Most servers send them in this order.
  if (!isSorted(found)) found.sort(compareTokens);
  return found.length > count ? found.slice(0, count) : found;
}

function compareTokens(a: ScoredToken, b: ScoredToken): number {
  return b.logProbability - a.logProbability || (a.token < b.token ? -1 : 1);
}

function isSorted(tokens: readonly ScoredToken[]): boolean {
  let before: ScoredToken | undefined;
  for (const token of tokens) {
    if (before !== undefined && compareTokens(before, token) > 0) return false;
    before = token;
  }
  return true;
}

function parseFirstTop(value: unknown): ScoredToken[] | undefined {
  const list = listTopShape.safeParse(value);
  if (list.success) {
    return Object.entries(list.data.top_logprobs[0] ?? {}).map(([token, logProbability]) => ({
      token,
      logProbability: toLogProbability(logProbability),
    }));
  }
  const content = contentTopShape.safeParse(value);
  if (!content.success) return undefined;
  return (content.data.content[0]?.top_logprobs ?? []).map(({ token, logprob }) => ({
    token,
    logProbability: toLogProbability(logprob),
  }));
}
