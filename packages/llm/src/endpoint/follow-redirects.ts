import { redactUrl } from './redact.ts';
import { RedirectError } from './redirect-error.ts';

/** Sends one request. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Redirects that keep the method and the body. */
const KEEPING = [307, 308];
const CHANGING = [301, 302, 303];
const MOST_REDIRECTS = 5;

/** Headers that another server must not get. */
const SECRET_HEADERS = ['authorization', 'api-key', 'cookie'];

/**
 * A fetch that never turns a POST into a GET: 307 and 308 are followed with their body, 301 to 303 are an error that names the new address. Requests without a
 * body follow every redirect.
 */
export function refuseChangedMethods(fetch: Fetch, baseUrl: string): Fetch {
  return async (input, init = {}) => {
    if ((init.method ?? 'GET').toUpperCase() !== 'POST') return fetch(input, init);
    let url = new URL(input);
    const headers = new Headers(init.headers);
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url.href, { ...init, headers, redirect: 'manual' });
      const location = response.headers.get('location');
      const isRedirect = KEEPING.includes(response.status) || CHANGING.includes(response.status);
      if (!isRedirect || location === null || !URL.canParse(location, url.href)) return response;
      await response.body?.cancel();
      const next = new URL(location, url.href);
      if (CHANGING.includes(response.status) || redirects >= MOST_REDIRECTS)
        throw new RedirectError({
          status: response.status,
          url: baseUrl,
          location: redactUrl(next.href),
        });
      if (next.origin !== url.origin) for (const name of SECRET_HEADERS) headers.delete(name);
      url = next;
    }
  };
}
