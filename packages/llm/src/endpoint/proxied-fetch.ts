import { processVariables, type Variables } from '../connections/environment.ts';

/** Sends one request. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * The proxies that the environment names. Unset and empty variables are left out. Lower-case names
 * take precedence, as in curl.
 */
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
 * A fetch that uses the proxies of the environment; the global `fetch` if none is set. HTTPS
 * requests go through a tunnel, HTTP requests carry the whole address. Without a proxy for HTTPS,
 * the proxy for HTTP serves both.
 */
export function createProxiedFetch(settings: ProxySettings = readProxySettings()): Fetch {
  if (settings.httpProxy === undefined && settings.httpsProxy === undefined) return fetch;
  let opened: Promise<Fetch> | undefined;
  return async (url, init) => (await (opened ??= openProxies(settings)))(url, init);
}

async function openProxies(settings: ProxySettings): Promise<Fetch> {
  // Only undici's own fetch accepts undici's proxies. It is loaded only if a proxy is set.
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
