import { checkSender, headersOf, isSameSecret, type SenderRefusal } from '@dln/run/listening';
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

/**
 * What a request wants: the files of the page, the records of runs, the token for the page's own
 * requests, or a change.
 */
export type RequestAim = 'page' | 'read' | 'session' | 'write';

/** The header in which the page sends the token. Other sites cannot send it. */
const TOKEN_HEADER = 'x-dln-token';

/**
 * Checks who sent a request. A browser that was sent here by another site, also through a name that
 * was pointed at this machine (DNS rebinding), is refused. What writes or spends needs the token in
 * `Authorization`, which no other site can send.
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

const senderMessages: Readonly<Record<SenderRefusal['reason'], string>> = {
  'host-header': 'A request needs exactly one Host header.',
  'foreign-host': 'This host name is not allowed. Open the address that the command printed.',
  'foreign-site': 'Another site sent this request. Open the address that the command printed.',
};

function checkBrowser(request: CheckedRequest, policy: NetworkPolicy): Refusal | undefined {
  const refusal = checkSender(request, policy);
  return refusal && { status: refusal.status, message: senderMessages[refusal.reason] };
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

/** Compares in constant time. */
export function isToken(value: string, { token }: Pick<NetworkPolicy, 'token'>): boolean {
  return isSameSecret(value, token);
}

function cookiesOf(request: CheckedRequest, name: string): readonly string[] {
  return headersOf(request, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
