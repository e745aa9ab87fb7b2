import type { AccessPolicy } from './access-policy.ts';
import { isSameAuthority, parseAuthority, parseOrigin } from './authority.ts';

/** The headers of a request. */
export interface SentHeaders {
  /** Names and values in turns, as `IncomingMessage.rawHeaders`. */
  readonly rawHeaders: readonly string[];
}

/** Why a sender is refused. */
export interface SenderRefusal {
  readonly status: 400 | 403;
  readonly reason: 'host-header' | 'foreign-host' | 'foreign-site';
}

/**
 * Checks who sent a request. A browser that another site sent here is refused, also if that site's
 * name was pointed at this machine (DNS rebinding).
 *
 * @returns undefined if the request may be answered
 */
export function checkSender(
  request: SentHeaders,
  { hosts }: Pick<AccessPolicy, 'hosts'>,
): SenderRefusal | undefined {
  const [value, ...otherHosts] = headersOf(request, 'host');
  if (value === undefined || otherHosts.length > 0) return { status: 400, reason: 'host-header' };
  const host = parseAuthority(value);
  if (!host || !hosts.some((allowed) => isSameAuthority(allowed, host)))
    return { status: 403, reason: 'foreign-host' };
  const foreign: SenderRefusal = { status: 403, reason: 'foreign-site' };
  const sites = headersOf(request, 'sec-fetch-site');
  if (sites.some((site) => site !== 'same-origin' && site !== 'none')) return foreign;
  const origins = headersOf(request, 'origin').map(parseOrigin);
  const isForeign = origins.some((origin) => !origin || !isSameAuthority(origin, host));
  return isForeign || origins.length > 1 ? foreign : undefined;
}

/** All values of a header, in order. @param name in lower case */
export function headersOf({ rawHeaders }: SentHeaders, name: string): readonly string[] {
  return rawHeaders.flatMap((key, index) => {
    const value = rawHeaders[index + 1];
    return index % 2 === 0 && key.toLowerCase() === name && value !== undefined ? [value] : [];
  });
}
