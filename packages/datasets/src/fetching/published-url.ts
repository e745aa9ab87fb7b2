import { createArgumentError } from '../dataset-argument-error.ts';
import type { PublishedPlace } from './published-file.ts';

/** GitHub's address for single files of public repositories. */
export const PUBLIC_BASE_URL = 'https://raw.githubusercontent.com';

/**
 * The URL of a published file: base, repository, commit and path.
 *
 * @throws DatasetArgumentError for a base that is not an HTTP URL
 */
export function publishedUrl(
  baseUrl: string,
  { repository, commit, path }: PublishedPlace,
): string {
  const base = URL.parse(baseUrl);
  if (!base || !/^https?:$/.test(base.protocol) || base.username !== '' || base.search !== '') {
    const argument = 'base URL';
    const wanted =
      'an address that begins with http:// or https://, with no user name and nothing after ' +
      'a question mark';
    throw createArgumentError({ argument, value: redact(baseUrl), wanted });
  }
  return [baseUrl.replace(/\/+$/, ''), repository, commit, path].join('/');
}

/** Removes what may be a secret. */
function redact(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*/, '?…');
}
