const invisible = /\u00AD|\u200B|\u200E|\u200F|\u2060|\uFE0E|\uFE0F|\uFEFF/gu;
const dashes = /[‐‑‒–—−]/gu;
const leadingMarks = /^(?:(?!\.\p{Nd})[\s"'“”‘’«»„()[\]{}<>*_`~.,;:!?…])+/u;
const trailingMarks = /[\s"'“”‘’«»„()[\]{}<>*_`~.,;:!?…]+$/u;
const betweenLetters = /(?<=\p{L})[\s_-]+(?=\p{L})/gu;

/**
 * Forms of a label, from its exact text to ever looser ones. A label belongs to the class that has
 * it at the strictest form: case, Unicode form and surrounding marks matter only between classes
 * that differ in nothing else. Empty forms match nothing.
 */
export const LABEL_FORMS: readonly ((text: string) => string)[] = [
  exactForm,
  visibleForm,
  (text) => stripMarks(visibleForm(text)),
  (text) => foldCase(visibleForm(text)),
  (text) => foldCase(stripMarks(visibleForm(text))),
  (text) => foldCase(stripMarks(visibleForm(text))).replace(betweenLetters, ' '),
];

/** The same key for labels that differ only in encoding and in surrounding blanks. */
export function exactForm(text: string): string {
  return text.normalize('NFC').trim();
}

function visibleForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

function stripMarks(text: string): string {
  const stripped = text.replace(trailingMarks, '').replace(leadingMarks, '');
  return stripped === '' ? text : stripped;
}

function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKC');
}
