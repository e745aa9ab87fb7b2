const blanks = /\s+/gu;
// Quotation marks, brackets, punctuation and Markdown marks. Signs and units stay: -5, 5%, $5, and
// the point of .5.
const leadingMarks = /^(?:(?!\.\p{Nd})[\s"'“”‘’«»„()[\]{}<>*_`~.,;:!?…])+/u;
const trailingMarks = /[\s"'“”‘’«»„()[\]{}<>*_`~.,;:!?…]+$/u;

/**
 * Strips what does not matter in an answer: case, the width of letters and blanks, and surrounding
 * marks. Keeps digits, signs and everything inside: `**(A)**.` gives `a`, and `05/01/2021.` gives
 * `05/01/2021`. Idempotent.
 */
export function normalizeText(text: string): string {
  // Lower-casing can produce letters that NFKC composes.
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(blanks, ' ').trim();
  const stripped = plain.replace(trailingMarks, '').replace(leadingMarks, '');
  // An answer of marks only, such as a closing bracket, is compared unchanged.
  return stripped === '' ? plain : stripped;
}
