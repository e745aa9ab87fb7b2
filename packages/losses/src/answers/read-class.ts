import { createAnswerIndex, type AnswerIndex } from './answer-index.ts';
import { isMention } from './class-mentions.ts';
import { createClassPattern, type ClassPattern } from './class-pattern.ts';
import { visibleForm } from './normal-forms.ts';
import { readStructured } from './read-answer.ts';
import { firstSentence, ownTurn, readPhrases } from './read-phrases.ts';
import { stripEmphasis, strongSpans } from './strip-emphasis.ts';
import { stripLatex } from './strip-latex.ts';
import { stripThinking } from './strip-thinking.ts';

/** Reads classes from texts. */
export interface ClassReader {
  /** The class that a model's text names. Undefined unless it names exactly one. */
  readonly read: (text: string) => number | undefined;
  /**
   * The class of a label. Ignores case, Unicode form and surrounding marks. Undefined unless
   * exactly one class matches.
   */
  readonly readLabel: (label: string) => number | undefined;
}

const readers = new WeakMap<readonly (readonly string[])[], ClassReader>();

/**
 * The class that a model's text names: `The answer is (B).`, `**B**`, `\boxed{B}`,
 * `{"answer": "B"}`, with or without reasoning before it. Undefined unless it names exactly one
 * class. Ignores case and Unicode form, unless two classes differ only in these.
 *
 * @param verbalizers `[class][verbalizer]`
 * @throws LossArgumentError if two classes have the same text
 *
 * @example
 * readClass('A good question. The answer is (B).', [['a'], ['b']]); // 1
 * readClass('I have no idea', [['yes'], ['no']]); // undefined
 */
export function readClass(
  text: string,
  verbalizers: readonly (readonly string[])[],
): number | undefined {
  return classReader(verbalizers).read(text);
}

/** The reader of a list of classes, created once per list. */
export function classReader(verbalizers: readonly (readonly string[])[]): ClassReader {
  const known = readers.get(verbalizers);
  if (known) return known;
  const reader = createClassReader(verbalizers);
  readers.set(verbalizers, reader);
  return reader;
}

// The ends of a scale are not answers: 4 out of 5, 4/5.
const scale =
  /\s*(?:(?:on|in|using)?\s*(?:a|the)?\s*scale\s+(?:of|from)\s+\d+\s*(?:to|-)\s*\d+|out of\s+\d+|(?<=\p{N})\s*\/\s*\d{1,3}(?![\p{N}/]))/giu;

type Reading = number | 'several' | undefined;

function createClassReader(verbalizers: readonly (readonly string[])[]): ClassReader {
  const texts = verbalizers.flat();
  const index = createAnswerIndex(verbalizers);
  const own: Own = {
    index,
    pattern: createClassPattern(verbalizers),
    clean: texts.some((text) => /[*_`#]/u.test(text)) ? (text) => text : stripEmphasis,
    withoutScales: texts.some((text) => text.includes('/'))
      ? (text) => text
      : (text) => text.replace(scale, ''),
  };
  const read = (text: string): number | undefined => {
    const exact = index.find(text);
    if (exact !== undefined) return exact;
    const rest = stripThinking(text);
    if (rest === undefined) return undefined;
    const turn = ownTurn(rest);
    const found = readText(own, turn) ?? (turn === rest ? undefined : readText(own, rest));
    return found === 'several' ? undefined : found;
  };
  return { read, readLabel: index.find };
}

interface Own {
  readonly index: AnswerIndex;
  readonly pattern: ClassPattern;
  /** Strips emphasis, unless a class uses its marks. */
  readonly clean: (text: string) => string;
  /** Removes the ends of a scale, unless a class has that form. */
  readonly withoutScales: (text: string) => string;
}

/**
 * Tries the most reliable evidence first: a line that is a class, a marked answer, an announced
 * one, one in bold, a mention.
 *
 * @param text without blank lines at either end
 */
function readText(own: Own, text: string): Reading {
  const { index, clean } = own;
  const lines = text.split('\n');
  const [first = ''] = lines;
  const alone = index.find(text) ?? index.find(first);
  if (alone !== undefined) return alone;
  const structured = readStructured(text);
  const set = structured === undefined ? undefined : readPiece(own, structured);
  if (set !== undefined) return set;
  const plain = clean(text);
  for (const phrase of readPhrases(plain)) {
    const announced = readPiece(own, phrase);
    if (announced !== undefined) return announced;
  }
  const last = index.find(clean(lines.at(-1) ?? ''));
  if (last !== undefined) return last;
  const bold = new Set(strongSpans(text).map((span) => index.find(span)));
  bold.delete(undefined);
  const [only] = bold;
  if (bold.size === 1) return only;
  return readPiece(own, plain);
}

/** The class of a short text: the whole text, its first sentence, its beginning, or a mention. */
function readPiece(own: Own, text: string): Reading {
  const { index } = own;
  const piece = stripLatex(text);
  const sentence = firstSentence(piece);
  return (
    index.find(piece) ??
    index.find(sentence) ??
    readLeading(own, visibleForm(piece)) ??
    readMentions(own, visibleForm(sentence)) ??
    readMentions(own, visibleForm(piece))
  );
}

const leadIn =
  /^["'([{*_`\s]*(?:(?:option|choice|answer|class|label|category|the|number)\s*(?::\s*)?(?:["'([{*_`]+\s*)?)*$/iu;
const alternative = /^["')\]*`.\s]*(?:\/|,|or(?!\p{L})|and(?!\p{L})|&)[\s"'([*`]*$/iu;

/** The class at the beginning, unless an alternative follows: `B, because …`, but not `A or B`. */
function readLeading(own: Own, text: string): Reading {
  const [match, next] = own.pattern.matchAll(text);
  if (!match || !leadIn.test(text.slice(0, match.start)) || !isMention(text, match))
    return undefined;
  const found = own.index.find(match.text);
  if (found === undefined || !next) return found;
  const other = own.index.find(next.text);
  const isOffered = alternative.test(text.slice(match.end, next.start)) && isMention(text, next);
  return isOffered && other !== found ? 'several' : found;
}

function readMentions({ index, pattern, withoutScales }: Own, written: string): Reading {
  const text = withoutScales(written);
  const mentions = pattern.matchAll(text).filter((match) => isMention(text, match));
  const named = new Set(mentions.map((match) => index.find(match.text)));
  named.delete(undefined);
  const [only] = named;
  return named.size > 1 ? 'several' : only;
}
