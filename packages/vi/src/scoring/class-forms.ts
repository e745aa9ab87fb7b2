/** What the beginning of an answer tells about its class. */
export type BeginningMeaning =
  /** It means this class: by a whole verbalizer, or by a first part that begins no other class. */
  | { readonly kind: 'class'; readonly index: number; readonly isWhole: boolean }
  /** It may become any of these classes, or none of them. */
  | { readonly kind: 'open'; readonly classes: readonly number[] }
  | { readonly kind: 'none' };

/** The texts that mean each class, in the form in which they are compared. */
export interface ClassForms {
  /** `[class][form]`, folded */
  readonly forms: readonly (readonly string[])[];
  /** Letter case makes no difference. False if two classes differ by nothing else. */
  readonly ignoresCase: boolean;
  /** A form of one class begins a form of another class: `not` and `not sure`. */
  readonly isNested: boolean;
  readonly read: (beginning: string) => BeginningMeaning;
}

const exact = (text: string): string => text;
const sameForm = (text: string): string => text.normalize('NFKC');
const sameLetters = (text: string): string => sameForm(text).toLowerCase();

/**
 * How texts are compared with classes: Unicode form, letter case, and blanks or token markers
 * before a text make no difference, unless two classes differ by nothing else (`a` and `A`).
 *
 * A beginning that is a whole verbalizer means its class, unless it also begins another class. A
 * proper beginning of exactly one class means it if it is three letters or half of it (`subject`
 * for `subjective`); a shorter one, or one that several classes share, tells only what is possible.
 *
 * @param verbalizers `[class][verbalizer]`
 */
export function createClassForms(verbalizers: readonly (readonly string[])[]): ClassForms {
  const fold = [sameLetters, sameForm].find((one) => keepsApart(verbalizers, one)) ?? exact;
  const forms = verbalizers.map((texts) => [...new Set(texts.map((text) => fold(text.trim())))]);
  // The most likely tokens after different contexts are mostly the same hundreds.
  const known = new Map<string, BeginningMeaning>();
  return {
    forms,
    ignoresCase: fold === sameLetters,
    isNested: forms.some((own, index) =>
      own.some((form) =>
        ownersOf(forms, (other) => beginsLonger(form, other)).some((at) => at !== index),
      ),
    ),
    read: (beginning) => {
      const before = known.get(beginning);
      if (before) return before;
      const meaning = read(forms, fold(withoutMarker(beginning).trimStart()));
      known.set(beginning, meaning);
      return meaning;
    },
  };
}

/** A blank in place of a tokenizer's marker for it. */
export function withoutMarker(token: string): string {
  return token.replace(/^[\u2581\u0120]+/u, ' ');
}

/** Whether some verbalizers of different classes begin with the same word. */
export function shareFirstWord(one: readonly string[], other: readonly string[]): boolean {
  return one.some((text) => {
    const [word = ''] = text.split(/\s/u);
    return word !== text && other.some((longer) => longer.startsWith(`${word} `));
  });
}

function keepsApart(
  verbalizers: readonly (readonly string[])[],
  fold: (text: string) => string,
): boolean {
  const owners = new Map<string, number>();
  return verbalizers.every((texts, index) =>
    texts.every((text) => {
      const form = fold(text.trim());
      const owner = owners.get(form) ?? index;
      owners.set(form, owner);
      return owner === index;
    }),
  );
}

function read(forms: readonly (readonly string[])[], text: string): BeginningMeaning {
  if (text === '') return { kind: 'open', classes: [...forms.keys()] };
  const [whole] = ownersOf(forms, (form) => form === text);
  const longer = ownersOf(forms, (form) => beginsLonger(text, form));
  if (whole !== undefined) {
    const others = longer.filter((index) => index !== whole);
    return others.length === 0
      ? { kind: 'class', index: whole, isWhole: true }
      : { kind: 'open', classes: [whole, ...others] };
  }
  const [only, another] = longer;
  if (only === undefined) return readEnded(forms, text);
  if (another === undefined && isSubstantial(text, forms[only] ?? []))
    return { kind: 'class', index: only, isWhole: false };
  return { kind: 'open', classes: longer };
}

/**
 * A whole verbalizer, and then something that is no part of its last word: `yes.`, `Not, because`.
 */
function readEnded(forms: readonly (readonly string[])[], text: string): BeginningMeaning {
  const ended = forms.flatMap((own, index) =>
    own
      .filter((form) => text.startsWith(form) && !isWordPart(text.slice(form.length)))
      .map((form) => ({ index, length: form.length })),
  );
  const [best] = ended.sort((a, b) => b.length - a.length);
  return best ? { kind: 'class', index: best.index, isWhole: true } : { kind: 'none' };
}

function isSubstantial(text: string, forms: readonly string[]): boolean {
  const letters = countCodePoints(text);
  const begun = forms.filter((form) => beginsLonger(text, form)).map(countCodePoints);
  const isHalf = letters * 2 >= Math.min(...begun);
  // A script without letter case writes words in one or two signs.
  return letters >= 3 || (isHalf && (letters > 1 || /\p{Lo}/u.test(text)));
}

function countCodePoints(text: string): number {
  return Array.from(text).length;
}

function isWordPart(rest: string): boolean {
  return /^[\p{L}\p{N}]/u.test(rest);
}

function beginsLonger(text: string, form: string): boolean {
  return form.length > text.length && form.startsWith(text);
}

function ownersOf(
  forms: readonly (readonly string[])[],
  isWanted: (form: string) => boolean,
): readonly number[] {
  return forms.flatMap((own, index) => (own.some(isWanted) ? [index] : []));
}
