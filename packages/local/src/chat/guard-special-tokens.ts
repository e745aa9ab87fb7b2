/** Keeps texts of special tokens in data apart from those of a template. */
export interface SpecialTokenGuard {
  /** Splits every text of a special token, so that the result contains none. */
  readonly guard: (text: string) => string;
  /** Splits a text at the special tokens in it: plain and special parts alternate. */
  readonly split: (text: string) => readonly string[];
  /** Removes what `guard` added. */
  readonly restore: (text: string) => string;
}

/** Unicode's first private-use character; the next ones are used if data contain it. */
const FIRST_MARK = 0xe000;

/** The last private-use character of the basic plane. */
const LAST_MARK = 0xf8ff;

/**
 * Creates a guard that marks with a character which no text contains.
 *
 * @param specialTexts - texts of the special tokens
 * @param data - the texts that will be guarded
 */
export function createSpecialTokenGuard(
  specialTexts: readonly string[],
  data: readonly string[],
): SpecialTokenGuard {
  // Longest first, because one special token may begin another.
  const sorted = specialTexts.toSorted((left, right) => right.length - left.length);
  const pattern = sorted.map((text) => escapePattern(text)).join('|');
  const mark = findMark(data);
  return {
    guard(text) {
      let guarded = text;
      // Special tokens in a text can overlap, so repeat until none is left.
      while (pattern !== '' && new RegExp(pattern).test(guarded)) {
        guarded = guarded.replace(new RegExp(pattern, 'g'), (found) => {
          const [first = ''] = found;
          return `${first}${mark}${found.slice(first.length)}`;
        });
      }
      return guarded;
    },
    split: (text) => (pattern === '' ? [text] : text.split(new RegExp(`(${pattern})`))),
    restore: (text) => text.replaceAll(mark, ''),
  };
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function findMark(data: readonly string[]): string {
  for (let code = FIRST_MARK; code <= LAST_MARK; code++) {
    const mark = String.fromCharCode(code);
    if (!data.some((text) => text.includes(mark))) return mark;
  }
  throw new RangeError('The texts contain every private-use character of Unicode.');
}
