/** Parameters of a query or a fragment that are no secret. */
const PUBLIC_PARAMETER = /version|model|deployment|region/i;

/**
 * What may be a secret in a URL, in every spelling: user and password, also where a slash or a sign
 * in the password keeps it from being parsed, and the values of query and fragment.
 */
export function credentialsOf(url: string): readonly string[] {
  const scheme = /^\s*[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const at = rest.lastIndexOf('@');
  const user = at === -1 ? [] : splitUser(rest.slice(0, at));
  const tail = /[?#].*$/s.exec(rest.slice(at + 1))?.[0] ?? '';
  const found = [...user, ...tail.split(/[?#&;]/).flatMap(valueOf)];
  return [...new Set(found.flatMap((one) => [one, decoded(one)]))].filter((one) => one !== '');
}

function splitUser(user: string): readonly string[] {
  const colon = user.indexOf(':');
  return colon === -1 ? [user] : [user, user.slice(colon + 1)];
}

/** The value of `name=value`, or a text without a name. */
function valueOf(part: string): readonly string[] {
  const [, name = '', value = part] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
  return PUBLIC_PARAMETER.test(name) ? [] : [value];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
