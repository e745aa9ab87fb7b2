import { ApiCallError } from './api-call-error.ts';

/** Paths that the client adds to the base URL. */
const API_PATH = /\/(?:chat\/completions|completions|models)\/?$/;

/** A redirect that would turn a request with a body into one without: it is not followed. */
export class RedirectError extends ApiCallError {
  override readonly name = 'RedirectError';
  /** Where the server points, without secrets. */
  readonly location: string;

  constructor({
    status,
    url,
    location,
  }: {
    readonly status: number;
    readonly url: string;
    readonly location: string;
  }) {
    const advice = API_PATH.test(location)
      ? `Set OPENAI_BASE_URL, or base_url in the connections file, to ${location.replace(API_PATH, '')}.`
      : 'Check that OPENAI_BASE_URL, or base_url in the connections file, is the address of the API itself: this looks like a page, such as a login.';
    super({
      message: `${url} answered ${status}: it redirects to ${location}. ${advice}`,
      url,
      status,
      isRetryable: false,
    });
    this.location = location;
  }
}
