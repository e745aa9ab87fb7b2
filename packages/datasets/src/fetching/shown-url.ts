/**
 * A URL as a message may show it: without user, password, query and fragment, however it is spelled.
 * What stands before the last `@` could be a password.
 */
export function shownUrl(url: string): string {
  const scheme = /^\s*[a-z][a-z0-9+.-]*:\/*/i.exec(url)?.[0] ?? '';
  const at = url.lastIndexOf('@');
  const shown = at === -1 ? url : `${scheme.length > at ? '' : scheme}${url.slice(at + 1)}`;
  return shown.replace(/[?#].*$/s, '');
}
