import { clip } from './clip.ts';

/**
 * The length of what all texts begin with, up to the end of a word; 0 for fewer than two texts, or
 * if it is short.
 */
export function sharedStart(texts: readonly string[]): number {
  const [first, ...others] = texts;
  if (first === undefined || others.length === 0) return 0;
  let length = first.length;
  for (const text of others) {
    let at = 0;
    while (at < length && text[at] === first[at]) at++;
    length = at;
  }
  const end = first.slice(0, length).search(/\S*$/u);
  return end < SHORTEST ? 0 : end;
}

/** Shorter beginnings stay. */
const SHORTEST = 16;

/** The rest of a text behind its first `start` characters, shortened for a line. */
export function withoutStart(text: string, start: number): string {
  return (start === 0 ? '' : '…') + clip(text.slice(start), LONGEST);
}

const LONGEST = 200;
