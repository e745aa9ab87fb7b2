/** The part of `Headers` that is read. */
export interface HeadersLike {
  get(name: string): string | null;
}

/**
 * How long a server asks to be left alone, in milliseconds: `retry-after-ms`, else `retry-after` in
 * seconds or as a date, which is read against the server's own `date`, so that no clock of ours
 * matters. Undefined if it says nothing readable.
 */
export function retryAfterInMs(headers: HeadersLike): number | undefined {
  const milliseconds = parsePositive(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const retryAfter = headers.get('retry-after');
  const seconds = parsePositive(retryAfter);
  if (seconds !== undefined) return seconds * 1000;
  const until = Date.parse(retryAfter ?? '') - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

function parsePositive(text: string | null): number | undefined {
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
