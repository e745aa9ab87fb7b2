/** A piece of a text, in UTF-16 code units from its start. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where each of a server's tokens lies in the text that was sent; undefined where that cannot be
 * told.
 *
 * Tokens that are no piece of the text, the marks that a server puts before it (`<s>`) and the
 * parts of a character that was split into bytes (`�`), form runs. A run spans what lies between
 * its neighbours, and only non-ASCII characters can lie there.
 */
export function alignTokens(
  tokens: readonly string[],
  text: string,
): readonly TokenSpan[] | undefined {
  const spans: TokenSpan[] = [];
  let position = 0;
  let index = 0;
  while (index < tokens.length) {
    const length = lengthInText(tokens[index] as string, text, position);
    if (length !== undefined) {
      spans.push({ start: position, end: position + length });
      position += length;
      index++;
      continue;
    }
    const run = endOfRun(tokens, index, text, position);
    if (run === undefined) return undefined;
    for (; index < run.index; index++) spans.push({ start: position, end: run.position });
    position = run.position;
  }
  return position === text.length ? spans : undefined;
}

/** Length of the text that a token covers at a position; undefined if the token is not there. */
function lengthInText(token: string, text: string, position: number): number | undefined {
  if (token !== '' && text.startsWith(token, position)) return token.length;
  // SentencePiece puts an extra blank before the first word.
  const unpadded = token.slice(1);
  const isPadded = position === 0 && token.startsWith(' ') && unpadded !== '';
  return isPadded && text.startsWith(unpadded) ? unpadded.length : undefined;
}

/** The first position, at or after a foreign token, from which the tokens match the text again. */
function endOfRun(
  tokens: readonly string[],
  from: number,
  text: string,
  position: number,
): { readonly index: number; readonly position: number } | undefined {
  const start = position + cleanPrefix(tokens[from] as string, text, position);
  for (let index = from + 1; index <= tokens.length; index++) {
    // Marks stand before the text only; within it, all that is no piece of it is a part of a
    // character.
    if (position > 0 && !isPart(tokens[index - 1] as string)) return undefined;
    const next = tokens[index];
    // A part of a character may be the last token; then the run reaches the end of the text.
    const skipped = next === undefined ? restIfNonAscii(text, start) : find(text, next, start);
    if (skipped !== undefined) return { index, position: start + skipped };
  }
  return undefined;
}

/** What servers show for a token that is not a whole character. */
function isPart(token: string): boolean {
  return token === '' || token.includes('\uFFFD');
}

/** A blank that shares a token with the first part of a character. */
function cleanPrefix(token: string, text: string, position: number): number {
  const length = token.indexOf('\uFFFD');
  return length > 0 && text.startsWith(token.slice(0, length), position) ? length : 0;
}

function restIfNonAscii(text: string, position: number): number | undefined {
  return /^\P{ASCII}*$/u.test(text.slice(position)) ? text.length - position : undefined;
}

/** Number of non-ASCII code units between a position and the next occurrence of the token. */
function find(text: string, token: string, position: number): number | undefined {
  if (isPart(token)) return undefined;
  for (let at = position; at <= text.length; at++) {
    if (lengthInText(token, text, at) !== undefined) return at - position;
    if (text.charCodeAt(at) < 0x80) return undefined;
  }
  return undefined;
}
