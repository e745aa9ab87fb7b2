import { type AccessPolicy, checkTokenLength, createAccessPolicy } from '@dln/run/listening';

/** Who may speak to the server. */
export interface NetworkPolicy extends Pick<AccessPolicy, 'hosts'> {
  /** Sent by the page with everything that writes or spends. */
  readonly token: string;
  /**
   * The cookie that holds the token; one for each port, because browsers share cookies between
   * ports.
   */
  readonly cookieName: string;
  /** Reading needs the token as well, because other machines reach the server. */
  readonly readsNeedToken: boolean;
}

/** Options of `createNetworkPolicy`. */
export interface NetworkPolicyOptions {
  /** The address that the server listens at. */
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** Other names by which browsers reach the server, `studio.example:8080`. */
  readonly allowedHosts?: readonly string[];
}

/**
 * Decides who may speak to a server.
 *
 * @throws ListenError for an invalid host, for a short token, and for an address such as 0.0.0.0 if
 * `allowedHosts` is empty
 */
export function createNetworkPolicy(options: NetworkPolicyOptions): NetworkPolicy {
  const { port, token } = options;
  checkTokenLength(token);
  const { hosts, isForeign } = createAccessPolicy(options);
  return { hosts, token, cookieName: `dln-studio-${port}`, readsNeedToken: isForeign };
}
