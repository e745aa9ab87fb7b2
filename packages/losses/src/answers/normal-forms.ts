import { parseNumber } from '../numbers/parse-number.ts';

const invisible = /\u00AD|\u200B|\u200E|\u200F|\u2060|\uFE0E|\uFE0F|\uFEFF/gu;
const blanks = /\s+/gu;
const singleQuotes = /[‘’‚‛′]/gu;
const doubleQuotes = /[“”„‟″]/gu;
const dashes = /[‐‑‒–—−]/gu;
const MARKS = String.raw`\s"'«»‹›()[\]{}<>*_\u0060~.,;:!?…。、，「」『』【】《》〈〉`;
const leadingMarks = new RegExp(String.raw`^(?:(?!\.\p{Nd})[${MARKS}])+`, 'u');
const trailingMarks = new RegExp(String.raw`[${MARKS}]+$`, 'u');
const wrapped =
  /^(?:\((.+)\)|\[(.+)\]|\{(.+)\}|<(.+)>|"(.+)"|'(.+)'|`(.+)`|\*(.+)\*|_(.+)_|\$(.+)\$|«(.+)»|「(.+)」)$/u;
const sentenceEnd = /(?<=.)[.,;!?。]$/u;
const betweenLetters = /(?<=\p{L})[\s_-]+(?=\p{L})/gu;
const currency = /^\p{Sc}\s*|\s*\p{Sc}$/gu;

/**
 * Normalizes what readers do not see: compatibility forms, invisible characters, kinds of quotation
 * marks, dashes and blanks.
 */
export function visibleForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replace(blanks, ' ')
    .trim();
}

/** Folds case: `STRASSE` equals `Straße`. */
export function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKC');
}

/** Strips surrounding pairs of marks and the mark that ends a sentence: `("+").` gives `+`. */
function peel(text: string): string {
  const parts: readonly (string | undefined)[] = wrapped.exec(text)?.slice(1) ?? [];
  const inner = parts.find((part) => part !== undefined);
  const next = (inner ?? text.replace(sentenceEnd, '')).trim();
  return next === text || next === '' ? text : peel(next);
}

/** Strips surrounding marks. A text of marks only is returned unchanged. */
function stripMarks(text: string): string {
  const stripped = text.replace(trailingMarks, '').replace(leadingMarks, '');
  return stripped === '' ? text : stripped;
}

function numericForm(text: string): string {
  const value = parseNumber(stripMarks(visibleForm(text)).replace(currency, ''));
  return value === undefined ? '' : String(value);
}

/**
 * Forms of an answer, from its exact text to ever looser ones. Two answers are equal at the
 * strictest form that distinguishes them from all others. Empty forms match nothing.
 */
export const NORMAL_FORMS: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFC').trim(),
  visibleForm,
  (text) => peel(visibleForm(text)),
  (text) => stripMarks(visibleForm(text)),
  (text) => foldCase(visibleForm(text)),
  (text) => foldCase(peel(visibleForm(text))),
  (text) => foldCase(stripMarks(visibleForm(text))),
  (text) => foldCase(stripMarks(visibleForm(text))).replace(betweenLetters, ' '),
  numericForm,
];
