import { disguisesOf } from './disguises.ts';

/** Replaces a secret in a message. */
const MASK = '[redacted]';

/** Keys by their looks, for servers that quote another key than the one that was sent. */
const LOOKS_SECRET =
  /\b(?:sk|pk|hf|gsk|xai)[-_][A-Za-z0-9_\-*.]{6,}|\b(?:Bearer|Basic)\s+[^\s"']+/g;

/** A placeholder that servers without keys are given; it is no secret and may appear. */
const PLACEHOLDER = 'EMPTY';

/**
 * A text without the given secrets and without anything that looks like an API key. Texts that
 * servers send pass through it before they become part of an error.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    // One or two characters are no secret, and replacing them would garble the message.
    if (secret.length <= 2 || secret === PLACEHOLDER) continue;
    for (const disguise of disguisesOf(secret)) clean = clean.replaceAll(disguise, MASK);
  }
  return clean.replaceAll(LOOKS_SECRET, MASK);
}

/** A URL without the user, password and query that it may carry. */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  parsed.search = '';
  return parsed.href;
}
