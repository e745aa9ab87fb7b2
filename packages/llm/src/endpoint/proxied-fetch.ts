import { processVariables, type Variables } from '../connections/environment.ts';
import type { Fetch } from './follow-redirects.ts';

/** What the environment says of proxies; what is unset or empty is left out. Lower case goes first, as in curl. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in upper or lower case. */
export function readProxySettings(variables: Variables = processVariables()): ProxySettings {
  const read = (name: string): string | undefined =>
    [variables[name], variables[name.toUpperCase()]].find(
      (value) => value !== undefined && value !== '',
    );
  const [httpProxy, httpsProxy, noProxy] = ['http_proxy', 'https_proxy', 'no_proxy'].map(read);
  return {
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
  };
}

/**
 * A fetch that goes through the proxies of the environment; the plain one if there are none. HTTPS goes through a tunnel, HTTP as requests with the whole address. HTTPS
 * without a proxy of its own goes through the one for HTTP.
 */
export function createProxiedFetch(settings: ProxySettings = readProxySettings()): Fetch {
  if (settings.httpProxy === undefined && settings.httpsProxy === undefined) return fetch;
  let opened: Promise<Fetch> | undefined;
  return async (url, init) => (await (opened ??= openProxies(settings)))(url, init);
}

async function openProxies(settings: ProxySettings): Promise<Fetch> {
  // Only the fetch of the same package takes its proxies; it is loaded only if there are any.
  const { EnvHttpProxyAgent, fetch: proxied } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: settings.httpProxy ?? '',
    httpsProxy: settings.httpsProxy ?? '',
    noProxy: settings.noProxy ?? '',
    proxyTunnel: false,
  });
  const send = proxied as unknown as (url: string, init: object) => Promise<Response>;
  return async (url, init) => send(url, { ...init, dispatcher });
}
