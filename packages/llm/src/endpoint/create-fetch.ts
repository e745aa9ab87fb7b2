import { type Fetch, refuseChangedMethods } from './follow-redirects.ts';

/** How requests are sent to one server. */
export function createFetch(baseUrl: string): typeof fetch {
  const send: Fetch = refuseChangedMethods(fetch, baseUrl);
  return async (input, init) => send(input instanceof Request ? input.url : String(input), init);
}
