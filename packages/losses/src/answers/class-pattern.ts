import { foldCase, visibleForm } from './normal-forms.ts';

const wordCharacter = String.raw`[\p{L}\p{M}\p{N}_]`;
// Scripts without blanks between words, or with particles at the end of words.
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Hang}]/u;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const letterOrDigit = /[\p{L}\p{M}\p{N}]/u;
const special = /[\\^$.*+?()[\]{}|/]/gu;

/** Finds verbalizers as whole words in a text, longest first. */
export interface ClassPattern {
  /** All matches in the text, left to right, without overlaps. */
  readonly matchAll: (text: string) => readonly ClassMatch[];
}

/** A match of a verbalizer in a text. */
export interface ClassMatch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Compiles the pattern of some classes. Case matters only for verbalizers that differ from another
 * class's in case alone. `10` does not match in `100` or `1.10`, nor `C` in `C++`.
 */
export function createClassPattern(verbalizers: readonly (readonly string[])[]): ClassPattern {
  const entries = verbalizers.flatMap((texts, owner) =>
    texts.map((text) => ({ text: visibleForm(text), owner })).filter(({ text }) => text !== ''),
  );
  const ownersOf = new Map<string, Set<number>>();
  for (const { text, owner } of entries) {
    const key = foldCase(text);
    ownersOf.set(key, (ownersOf.get(key) ?? new Set()).add(owner));
  }
  const isCased = ({ text }: { readonly text: string }): boolean =>
    (ownersOf.get(foldCase(text))?.size ?? 0) > 1;
  const cased = compile(entries.filter(isCased), 'gu');
  const uncased = compile(
    entries.filter((entry) => !isCased(entry)),
    'giu',
  );
  return {
    matchAll: (text) => withoutOverlaps([...find(text, cased), ...find(text, uncased)]),
  };
}

function compile(entries: readonly { readonly text: string }[], flags: string): RegExp | undefined {
  if (entries.length === 0) return undefined;
  const texts = [...new Set(entries.map(({ text }) => text))];
  const longestFirst = texts.sort((left, right) => right.length - left.length);
  return new RegExp(longestFirst.map(toPattern).join('|'), flags);
}

function find(text: string, pattern: RegExp | undefined): readonly ClassMatch[] {
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Keeps the longer of two overlapping matches. */
function withoutOverlaps(matches: readonly ClassMatch[]): readonly ClassMatch[] {
  const kept: ClassMatch[] = [];
  const lengthOf = ({ start, end }: ClassMatch): number => end - start;
  for (const match of matches.toSorted((left, right) => lengthOf(right) - lengthOf(left)))
    if (kept.every((other) => other.end <= match.start || other.start >= match.end))
      kept.push(match);
  return kept.sort((left, right) => left.start - right.start);
}

function toPattern(text: string): string {
  const body = text
    .split(/(?<=\p{L})[\s_-]+(?=\p{L})|\s+/u)
    .map((part) => part.replace(special, String.raw`\$&`))
    .join(String.raw`[\s_-]+`);
  if (!letterOrDigit.test(text)) return emoji.test(text) ? aroundEmoji(body) : aroundSign(body);
  return `${before(/^./u.exec(text)?.[0] ?? '')}${body}${after(/.$/u.exec(text)?.[0] ?? '')}`;
}

function aroundEmoji(body: string): string {
  return String.raw`(?<!\u200D)${body}(?![\u200D\p{Emoji_Modifier}])`;
}

/** A sign such as + must stand alone, or inside quotation marks or brackets. */
function aroundSign(body: string): string {
  return String.raw`(?<![^\s"'\u0060(\[{*_:,])${body}(?![^\s"'\u0060)\]}*_.,;:!?])`;
}

function before(first: string): string {
  if (unspaced.test(first)) return '';
  if (/\p{N}/u.test(first)) return String.raw`(?<!${wordCharacter}|[+-]|\p{Sc}|[\p{N}][.,/:])`;
  if (/\p{L}/u.test(first)) return String.raw`(?<!${wordCharacter}|[\p{L}\p{N}][-'])`;
  return /[("'[{<]/u.test(first) ? '' : String.raw`(?<![\p{L}\p{N}])`;
}

function after(last: string): string {
  if (unspaced.test(last)) return '';
  if (/\p{N}/u.test(last)) return String.raw`(?!${wordCharacter}|[%#+‰]|[.,/:-]\p{N}|\s?%)`;
  if (/\p{L}/u.test(last)) return String.raw`(?!${wordCharacter}|[+#]|['-][\p{L}\p{N}])`;
  return /[)"'\]}>]/u.test(last) ? '' : String.raw`(?![\p{L}\p{N}+#])`;
}
