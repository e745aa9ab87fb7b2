import { limitResponse } from './limit-response.ts';
import { createProxiedFetch } from './proxied-fetch.ts';
import { redact, redactUrl } from './redact.ts';
import { createRedirectError } from './redirect-error.ts';

/** Redirects that keep the method and the body. */
const KEEPING = [307, 308];
const CHANGING = [301, 302, 303];
const MAX_REDIRECTS = 5;

/** Headers that are not sent to another origin. */
const SECRET_HEADERS = ['authorization', 'api-key', 'cookie'];

/**
 * The fetch of one endpoint. It uses the proxies of the environment. A POST follows 307 and 308
 * with its body; 301 to 303 are an error that names the new address, because following them would
 * send a GET. Other methods follow every redirect. Bodies have a limit.
 */
export function createFetch(baseUrl: string, secrets: readonly string[] = []): typeof fetch {
  const request = createProxiedFetch();
  const send = async (url: string, init: RequestInit): Promise<Response> =>
    limitResponse(await request(url, init), { url: baseUrl });
  return async (input, init = {}) => {
    let url = input instanceof Request ? input.url : String(input);
    if ((init.method ?? 'GET').toUpperCase() !== 'POST') return send(url, init);
    const headers = new Headers(init.headers);
    for (let redirects = 0; ; redirects++) {
      const received = await request(url, { ...init, headers, redirect: 'manual' });
      const response = limitResponse(received, { url: baseUrl });
      const next = redirectOf(response, url);
      if (next === undefined) return response;
      await response.body?.cancel();
      if (CHANGING.includes(response.status) || redirects >= MAX_REDIRECTS)
        throw createRedirectError({
          status: response.status,
          url: baseUrl,
          location: redact(redactUrl(next.href), secrets),
        });
      if (next.origin !== new URL(url).origin)
        for (const name of SECRET_HEADERS) headers.delete(name);
      url = next.href;
    }
  };
}

/** The address that a response redirects to; undefined if it does not redirect. */
function redirectOf({ status, headers }: Response, url: string): URL | undefined {
  if (!KEEPING.includes(status) && !CHANGING.includes(status)) return undefined;
  const location = headers.get('location');
  return location === null ? undefined : (URL.parse(location, url) ?? undefined);
}
