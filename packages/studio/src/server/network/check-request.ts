import { createHash, timingSafeEqual } from 'node:crypto';
import { isSameAuthority, parseAuthority, parseOrigin } from './authority.ts';
import type { NetworkPolicy } from './network-policy.ts';

/** What is checked of a request. */
export interface CheckedRequest {
  readonly method: string;
  /** Names and values in turns, as `IncomingMessage.rawHeaders`. */
  readonly rawHeaders: readonly string[];
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 405;
  readonly message: string;
}

/** What a request wants: the files of the page, the records of runs, the token for the page's own requests, or a change. */
export type RequestAim = 'page' | 'read' | 'session' | 'write';

/** The header in which the page sends the token. Other sites cannot send it. */
export const TOKEN_HEADER = 'x-dln-token';

/**
 * Checks who sent a request. A browser that was sent here by another site, also through a name that was pointed at this machine (DNS rebinding), is refused. What
 * writes or spends needs the token in `Authorization`, which no other site can send.
 *
 * @returns undefined if the request may be answered
 */
export function checkRequest(
  request: CheckedRequest,
  aim: RequestAim,
  policy: NetworkPolicy,
): Refusal | undefined {
  return (
    checkMethod(request, aim) ?? checkBrowser(request, policy) ?? checkToken(request, aim, policy)
  );
}

function checkMethod({ method }: CheckedRequest, aim: RequestAim): Refusal | undefined {
  const accepted = aim === 'write' ? ['POST'] : ['GET', 'HEAD'];
  return accepted.includes(method)
    ? undefined
    : { status: 405, message: `${method} is not possible here. Use ${accepted[0] ?? ''}.` };
}

function checkBrowser(request: CheckedRequest, policy: NetworkPolicy): Refusal | undefined {
  const [value, ...otherHosts] = headersOf(request, 'host');
  if (value === undefined || otherHosts.length > 0)
    return { status: 400, message: 'A request needs exactly one Host header.' };
  const host = parseAuthority(value);
  if (!host || !policy.hosts.some((allowed) => isSameAuthority(allowed, host)))
    return {
      status: 403,
      message: 'This host name is not allowed. Open the address that the command printed.',
    };
  const foreign: Refusal = {
    status: 403,
    message: 'Another site sent this request. Open the address that the command printed.',
  };
  const sites = headersOf(request, 'sec-fetch-site');
  if (sites.some((site) => site !== 'same-origin' && site !== 'none')) return foreign;
  const origins = headersOf(request, 'origin').map(parseOrigin);
  const isForeign = origins.some((origin) => !origin || !isSameAuthority(origin, host));
  return isForeign || origins.length > 1 ? foreign : undefined;
}

function checkToken(
  request: CheckedRequest,
  aim: RequestAim,
  policy: NetworkPolicy,
): Refusal | undefined {
  if (aim === 'page' || (aim === 'read' && !policy.readsNeedToken)) return undefined;
  const shown = [
    ...headersOf(request, TOKEN_HEADER),
    ...(aim === 'write' ? [] : cookiesOf(request, policy.cookieName)),
  ];
  if (shown.some((value) => isToken(value, policy))) return undefined;
  return {
    status: 401,
    message: 'This needs the token. Open the address that the command printed.',
  };
}

/** Compares in constant time, so that the delay of an answer says nothing of the token. */
export function isToken(value: string, { token }: Pick<NetworkPolicy, 'token'>): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(value), digest(token));
}

function headersOf({ rawHeaders }: CheckedRequest, name: string): readonly string[] {
  return rawHeaders.flatMap((key, index) => {
    const value = rawHeaders[index + 1];
    return index % 2 === 0 && key.toLowerCase() === name && value !== undefined ? [value] : [];
  });
}

function cookiesOf(request: CheckedRequest, name: string): readonly string[] {
  return headersOf(request, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
