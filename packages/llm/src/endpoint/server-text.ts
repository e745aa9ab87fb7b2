import { redact } from './redact.ts';

/** The most characters of a server's own words in a message. */
const MAX_SERVER_TEXT_LENGTH: number = 1000;

/** The most characters of a server's text that are searched for words to show. */
const MAX_READ_LENGTH = 16_384;

/**
 * Text of a server without secrets, as far as patterns may read it. Secrets go first, so that no
 * cut leaves a part of one.
 */
export function readServerText(text: string, secrets: readonly string[]): string {
  return redact(text.slice(0, 4 * MAX_READ_LENGTH), secrets).slice(0, MAX_READ_LENGTH);
}

/** Text of a server without secrets, cut for a message. */
export function showServerText(text: string, secrets: readonly string[]): string {
  const clean = readServerText(text, secrets);
  return clean.length > MAX_SERVER_TEXT_LENGTH
    ? `${clean.slice(0, MAX_SERVER_TEXT_LENGTH)}…`
    : clean;
}
