import { type Fetch, refuseChangedMethods } from './follow-redirects.ts';
import { createProxiedFetch } from './proxied-fetch.ts';

/** How requests are sent to one server: through the proxies of the environment, and by no redirect that changes them. */
export function createFetch(baseUrl: string): typeof fetch {
  const send: Fetch = refuseChangedMethods(createProxiedFetch(), baseUrl);
  return async (input, init) => send(input instanceof Request ? input.url : String(input), init);
}
