/** Shorter runs of blanks are left to the library. */
const LONG = 64;

const LONG_RUN = new RegExp(`\\s{${LONG},}`, 'g');

/** Blanks that no prompt contains; two of them spell the number of a run. */
const DIGITS = Array.from('\u2004\u2005\u2006\u2008\u205f\u1680\u2001\u2003');

/** How many digits spell a number. */
const WIDTH = 20;

/** A text whose long runs of blanks are replaced by short ones, and the way back. */
export interface ShortBlanks {
  readonly text: string;
  readonly restore: (text: string) => string;
}

/**
 * Replaces long runs of blanks by short ones, which are unique. The library's tokenizer takes
 * quadratic time on a run of blanks, and strips a short run where it would have stripped a long one.
 */
export function shortenBlanks(source: string): ShortBlanks {
  const [zero, one] = DIGITS.filter((digit) => !source.includes(digit));
  if (zero === undefined || one === undefined || !LONG_RUN.test(source))
    return { text: source, restore: (text) => text };
  const runs: string[] = [];
  const text = source.replace(LONG_RUN, (run) => {
    const number = (runs.push(run) - 1).toString(2).padStart(WIDTH, '0');
    return number.replaceAll('0', zero).replaceAll('1', one);
  });
  const short = new RegExp(`[${zero}${one}]{${WIDTH}}`, 'g');
  return {
    text,
    restore: (part) =>
      part.replace(short, (number) => {
        const index = parseInt(number.replaceAll(zero, '0').replaceAll(one, '1'), 2);
        return runs[index] ?? number;
      }),
  };
}
