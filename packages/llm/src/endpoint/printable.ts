/**
 * Characters that a terminal obeys instead of showing: control characters other than tab and line
 * feed, C1, DEL, marks that reverse the direction of text, and line separators.
 */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- these are what must not pass
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A text in which nothing is a command to a terminal. Each character that could be one is written as
 * `\u001b`, which is how JSON, JavaScript and Python spell it, so that such output stays valid. A
 * carriage return before a line feed stays, as CSV has it.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character, at: number) =>
    character === '\r' && text[at + 1] === '\n' ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
