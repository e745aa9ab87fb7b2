import {
  isLoopbackHost,
  isWildcardHost,
  parseAuthority,
  showAuthority,
  type Authority,
} from './authority.ts';
import { ListenError } from './listen-error.ts';

/** Which names reach a local server. */
export interface AccessPolicy {
  /** What a `Host` header may name. */
  readonly hosts: readonly Authority[];
  /** Other machines reach the server, directly or through a proxy. */
  readonly isForeign: boolean;
}

/** Options of `createAccessPolicy`. */
export interface AccessPolicyOptions {
  /** Address that the server listens on. */
  readonly host: string;
  readonly port: number;
  /** Other names by which clients reach the server, `studio.example:8080`. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** The least length of a token, in characters. */
const MIN_TOKEN_LENGTH = 16;

/**
 * Decides which names reach a server.
 *
 * @throws ListenError for an invalid host, and for an address such as 0.0.0.0 if
 * `allowedHosts` is empty
 */
export function createAccessPolicy(options: AccessPolicyOptions): AccessPolicy {
  const { host, port, allowedHosts = [] } = options;
  const bound = parseHost(host, port);
  const named = allowedHosts.map((value) => {
    const authority = parseAuthority(value);
    if (!authority)
      throw new ListenError(
        'invalid-host',
        `${JSON.stringify(value)} is not a host. Write name or name:port.`,
      );
    return authority;
  });
  const isWildcard = isWildcardHost(bound.host);
  if (isWildcard && named.length === 0)
    throw new ListenError(
      'unnamed-hosts',
      `${host} stands for every address of this machine. Name the hosts by which clients reach it as well.`,
    );
  const isLoopback = isLoopbackHost(bound.host);
  return {
    hosts: [...(isLoopback ? loopbackNames(bound) : isWildcard ? [] : [bound]), ...named],
    isForeign: !isLoopback || named.some((authority) => !isLoopbackHost(authority.host)),
  };
}

/** @throws ListenError for a token that can be guessed */
export function checkTokenLength(token: string): void {
  if (token.length < MIN_TOKEN_LENGTH)
    throw new ListenError(
      'short-token',
      `The token has ${token.length} characters. It needs at least ${MIN_TOKEN_LENGTH}.`,
    );
}

function parseHost(host: string, port: number): Authority {
  const authority = parseAuthority(showAuthority({ host, port }));
  if (!authority)
    throw new ListenError('invalid-host', `${JSON.stringify(host)} is not a host to listen at.`);
  return authority;
}

function loopbackNames({ host, port }: Authority): readonly Authority[] {
  const names = host === 'localhost' ? ['localhost', '127.0.0.1', '::1'] : [host, 'localhost'];
  return names.map((name) => ({ host: name, port }));
}
