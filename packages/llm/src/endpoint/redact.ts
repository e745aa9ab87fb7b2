import { disguisesOf } from './disguises.ts';

/** Replaces a secret in a message. */
const MASK = '[redacted]';

/** Keys by their looks, for servers that quote another key than the one that was sent. */
const LOOKS_SECRET =
  /\b(?:sk|pk|hf|gsk|xai)[-_][A-Za-z0-9_\-*.]{6,}|\b(?:Bearer|Basic)\s+[^\s"']+/g;

/** User and password of a URL in a text: what stands between `://` and `@`. */
const USER_IN_URL = /(?<=\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>@]{1,500}(?=@)/gi;

/** A placeholder that servers without keys are given; it is no secret and may appear. */
const PLACEHOLDER = 'EMPTY';

/** Replaces secrets in a text. */
export type Redactor = (text: string) => string;

/**
 * A function that replaces the given secrets in texts, also where they are written in base64, in a
 * URL or in JSON. Texts without them stay as they are.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = secrets
    // One or two characters are no secret, and replacing them would garble the message.
    .filter((secret) => secret.length > 2 && secret !== PLACEHOLDER)
    .flatMap((secret) => [JSON.stringify(secret).slice(1, -1), ...disguisesOf(secret)]);
  if (forms.length === 0) return (text) => text;
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  return (text) => text.replace(pattern, MASK);
}

/**
 * A text without the given secrets, without users and passwords of URLs, and without anything that
 * looks like an API key. Texts that servers send pass through it before they become part of an
 * error.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return redactLooks(createRedactor(secrets)(text));
}

/** A text without users and passwords of URLs, and without anything that looks like an API key. */
export function redactLooks(text: string): string {
  return text.replaceAll(USER_IN_URL, MASK).replaceAll(LOOKS_SECRET, MASK);
}

/**
 * A URL without the user, password, query and fragment that it may carry, however it is spelled: a
 * text that is no URL loses what could be one of them.
 */
export function redactUrl(url: string): string {
  const at = url.lastIndexOf('@');
  const parsed = URL.parse(url);
  // A slash in a password ends the authority, so that the parser takes the rest for a path.
  if (parsed === null || parsed.host === '' || parsed.pathname.includes('@'))
    return (at === -1 ? url : `${schemeOf(url)}${url.slice(at + 1)}`).replace(/[?#].*$/s, '');
  parsed.username = '';
  parsed.password = '';
  parsed.search = '';
  parsed.hash = '';
  return parsed.href;
}

function schemeOf(url: string): string {
  return /^\s*[a-z][a-z0-9+.-]*:\/*/i.exec(url)?.[0] ?? '';
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
}
