import {
  isLoopbackHost,
  isWildcardHost,
  parseAuthority,
  showAuthority,
  type Authority,
} from './authority.ts';

/** Who may speak to the server. */
export interface NetworkPolicy {
  /** What a `Host` header may name. */
  readonly hosts: readonly Authority[];
  /** Sent by the page with everything that writes or spends. */
  readonly token: string;
  /** The cookie that holds the token; one for each port, because browsers share cookies between ports. */
  readonly cookieName: string;
  /** Reading needs the token as well, because other machines reach the server. */
  readonly readsNeedToken: boolean;
}

/** Options of `createNetworkPolicy`. */
export interface NetworkPolicyOptions {
  /** Where the server listens. */
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** Other names by which browsers reach the server, `studio.example:8080`. */
  readonly allowedHosts?: readonly string[];
}

/** The least length of a token, in characters. */
export const MIN_TOKEN_LENGTH = 16;

/** The server cannot listen as it was asked to. */
export class NetworkPolicyError extends Error {
  override readonly name = 'NetworkPolicyError';
  readonly userFacing = true;
}

/** Another process listens at the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly userFacing = true;
  readonly port: number;

  constructor(
    { host, port }: { readonly host: string; readonly port: number },
    options: { readonly cause: unknown },
  ) {
    super(`Port ${port} of ${host} is in use. Choose another one.`, options);
    this.port = port;
  }
}

/**
 * Decides who may speak to a server.
 *
 * @throws NetworkPolicyError for a host that is not one, for a short token, and for an address such as 0.0.0.0 if `allowedHosts` is empty
 */
export function createNetworkPolicy(options: NetworkPolicyOptions): NetworkPolicy {
  const { host, port, token, allowedHosts = [] } = options;
  if (token.length < MIN_TOKEN_LENGTH)
    throw new NetworkPolicyError(
      `The token has ${token.length} characters. It needs at least ${MIN_TOKEN_LENGTH}.`,
    );
  const bound = parseHost(host, port);
  const named = allowedHosts.map((value) => {
    const authority = parseAuthority(value);
    if (!authority)
      throw new NetworkPolicyError(
        `${JSON.stringify(value)} is not a host. Write name or name:port.`,
      );
    return authority;
  });
  const isWildcard = isWildcardHost(bound.host);
  if (isWildcard && named.length === 0)
    throw new NetworkPolicyError(
      `${host} stands for every address of this machine. Name the hosts by which browsers reach it as well.`,
    );
  const isLoopback = isLoopbackHost(bound.host);
  return {
    hosts: [...(isLoopback ? loopbackNames(bound) : isWildcard ? [] : [bound]), ...named],
    token,
    cookieName: `dln-studio-${bound.port}`,
    readsNeedToken: !isLoopback || named.some((authority) => !isLoopbackHost(authority.host)),
  };
}

function parseHost(host: string, port: number): Authority {
  const authority = parseAuthority(showAuthority({ host, port }));
  if (!authority)
    throw new NetworkPolicyError(`${JSON.stringify(host)} is not a host to listen at.`);
  return authority;
}

function loopbackNames({ host, port }: Authority): readonly Authority[] {
  const names = host === 'localhost' ? ['localhost', '127.0.0.1', '::1'] : [host, 'localhost'];
  return names.map((name) => ({ host: name, port }));
}
