import { isIP, isIPv6 } from 'node:net';

/** Host and port of a URL or of a `Host` header. */
export interface Authority {
  /** In lower case; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 80;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads the value of a `Host` header, strictly: a name or an address and, if it is not 80, a port.
 *
 * @returns undefined if it is anything else
 */
export function parseAuthority(value: string): Authority | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(value);
  if (!match) return undefined;
  const [, address, name, digits] = match;
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  if (address !== undefined)
    return isIPv6(address) ? { host: canonicalAddress(address), port } : undefined;
  const host = (name ?? '').toLowerCase().replace(/\.$/, '');
  return isIP(host) === 4 || isName(host) ? { host, port } : undefined;
}

/**
 * Reads the value of an `Origin` header.
 *
 * @returns undefined for `null`, for a scheme other than http, and for anything that is not an
 * origin
 */
export function parseOrigin(value: string): Authority | undefined {
  const match = /^http:\/\/([^/?#\\@\s]+)$/i.exec(value);
  return match?.[1] === undefined ? undefined : parseAuthority(match[1]);
}

/** Both name the same host and port. */
export function isSameAuthority(one: Authority, other: Authority): boolean {
  return one.host === other.host && one.port === other.port;
}

/** The host is an address of this machine that other machines cannot reach, or its name. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** The host is the address that stands for all addresses of the machine. */
export function isWildcardHost(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** As in a URL: brackets around IPv6, and no port 80. */
export function showAuthority({ host, port }: Authority): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === DEFAULT_PORT ? name : `${name}:${port}`;
}

function isName(host: string): boolean {
  const labels = host.split('.');
  return (
    host.length <= 253 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** The shortest form of an IPv6 address, so that equal ones are equal texts. */
function canonicalAddress(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
