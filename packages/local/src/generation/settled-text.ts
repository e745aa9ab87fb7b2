/**
 * The part of an unfinished text that stays: without a character that is not complete yet, and
 * without what may be the beginning of a stop text.
 */
export function settledText(text: string, stop: readonly string[]): string {
  const whole = text.replace(/\uFFFD+$/u, '');
  const held = Math.max(0, ...stop.map((each) => overlap(whole, each)));
  return whole.slice(0, whole.length - held);
}

/** How many characters at the end of a text begin another one. */
function overlap(text: string, other: string): number {
  for (let length = Math.min(text.length, other.length - 1); length > 0; length--)
    if (text.endsWith(other.slice(0, length))) return length;
  return 0;
}
