import type { HeadersLike } from './retry-after.ts';

/** What a server says of one of its limits. */
export interface Allowance {
  readonly of: 'requests' | 'tokens';
  /** Limit of the period, if the server reports it. */
  readonly limit?: number;
  /** What is left of that now. */
  readonly remaining: number;
  /** When all of it will be there again. */
  readonly resetInMs: number;
}

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`, as OpenAI and those who follow it
 * send them. A limit of which either the rest or the reset is not told, or cannot be read, is left
 * out.
 */
export function readAllowances(headers: HeadersLike): readonly Allowance[] {
  return (['requests', 'tokens'] as const).flatMap((of) => {
    const remaining = parseCount(headers.get(`x-ratelimit-remaining-${of}`));
    if (remaining === undefined) return [];
    const resetInMs = parseDurationInMs(headers.get(`x-ratelimit-reset-${of}`));
    if (resetInMs === undefined) return [];
    const limit = parseCount(headers.get(`x-ratelimit-limit-${of}`));
    return [{ of, remaining, resetInMs, ...(limit === undefined ? {} : { limit }) }];
  });
}

function parseCount(text: string | null): number | undefined {
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

const MS_OF_UNIT: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/**
 * Reads `1s`, `6m0s`, `1h2m3.5s`, `20ms`, and a plain number as seconds; undefined for anything
 * else.
 */
export function parseDurationInMs(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(trimmed)) return undefined;
  return [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (MS_OF_UNIT[unit ?? ''] ?? 0),
    0,
  );
}

/**
 * How long nothing more should be sent, in milliseconds; 0 if there is room for another request.
 * Room is what is left, less what is under way and perhaps not counted yet. Limits refill as time
 * goes by, so the wait is the share of the reset in which as much comes back as may be sent at
 * once.
 *
 * @param tokensPerRequest what a request takes of a limit on tokens
 */
export function holdInMs(
  { of, limit, remaining, resetInMs }: Allowance,
  use: { readonly underWay: number; readonly atOnce: number; readonly tokensPerRequest: number },
): number {
  const each = of === 'requests' ? 1 : use.tokensPerRequest;
  if (each * (use.underWay + 1) <= remaining) return 0;
  const share = limit === undefined || limit <= 0 ? 1 : (each * use.atOnce) / limit;
  return resetInMs * Math.min(1, share);
}
