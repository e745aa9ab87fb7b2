import { createArgumentError } from '../dataset-argument-error.ts';
import type { PublishedPlace } from './published-file.ts';
import { shownUrl } from './shown-url.ts';

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
  const extras = base === null ? '' : base.username + base.password + base.search + base.hash;
  if (!base || !/^https?:$/.test(base.protocol) || extras !== '') {
    const argument = 'base URL';
    const wanted =
      'an address that begins with http:// or https://, with no user name, no password, and ' +
      'nothing after a question mark or #';
    throw createArgumentError({ argument, value: shownUrl(baseUrl), wanted });
  }
  return [baseUrl.replace(/\/+$/, ''), repository, commit, path].join('/');
}
