import { ApiCallError } from './api-call-error.ts';

/** Paths that the client adds to the base URL. */
const API_PATH = /\/(?:chat\/completions|completions|models)\/?$/;

/** A redirect that would drop the body of a request. It is not followed. */
export function createRedirectError({
  status,
  url,
  location,
}: {
  readonly status: number;
  readonly url: string;
  /** Target of the redirect, without secrets. */
  readonly location: string;
}): ApiCallError {
  const advice = API_PATH.test(location)
    ? `Set OPENAI_BASE_URL, or base_url in the connections file, to ${location.replace(API_PATH, '')}.`
    : 'Check that OPENAI_BASE_URL, or base_url in the connections file, is the address of the API ' +
      'itself: this looks like a page, such as a login.';
  return new ApiCallError({
    code: 'redirect',
    message: `${url} answered ${status}: it redirects to ${location}. ${advice}`,
    url,
    status,
    location,
    isRetryable: false,
  });
}
