import type { ScoredToken } from '@dln/llm';
import { createClassForms } from '../scoring/class-forms.ts';
import type { Shown } from './outlook.ts';

/** The classes of a network's last layer, and what its scoring model can do. */
export interface ShownClasses {
  /** `[class][verbalizer]` */
  readonly verbalizers: readonly (readonly string[])[];
  /** Classes that next tokens do not tell apart are scored whole. */
  readonly scoresTexts: boolean;
  /** The most tokens that are shown. */
  readonly top: number;
}

/** Each of them may begin any class, so each leads to another question. */
const BLANKS = [' ', '\t', '\v', '\f', '\u00a0', '\u2003'];

/** Guesses next tokens for classes that stay the same; see `guessNextTokens`. */
export function createTokenGuesser(
  classes: ShownClasses,
): (context: string, shown: Shown) => readonly ScoredToken[] {
  const known = new Map<string, readonly ScoredToken[]>();
  return (context, shown) => {
    const begun = context.slice(context.lastIndexOf('\n') + 1);
    const key = `${shown} ${begun}`;
    const tokens = known.get(key) ?? guessNextTokens(begun, shown, classes);
    known.set(key, tokens);
    return tokens;
  };
}

/**
 * Makes up the next tokens after what was begun of an answer, so that class scoring asks as little
 * as it can (`classes`), as much as it can (`nothing`), or as much as usual if the tokens do not
 * tell the classes apart (`little`).
 */
function guessNextTokens(
  begun: string,
  shown: Shown,
  classes: ShownClasses,
): readonly ScoredToken[] {
  return tokensOf(shown, classes, begun)
    .slice(0, classes.top)
    .map((token, rank) => ({ token, logProbability: Math.log(probability(rank)) }));
}

function tokensOf(
  shown: Shown,
  { verbalizers, scoresTexts }: ShownClasses,
  begun: string,
): readonly string[] {
  const [first = ''] = verbalizers.flat();
  switch (shown) {
    case 'classes':
      return wholeClasses(verbalizers);
    case 'little':
      if (scoresTexts) return [first];
      return [begun === '' ? first.slice(0, 1) : first.slice(begun.length)];
    case 'nothing':
      return scoresTexts ? letterCases(first) : BLANKS;
  }
}

/** A token for each class, if it is the beginning of no other class. */
function wholeClasses(verbalizers: ShownClasses['verbalizers']): readonly string[] {
  const { read } = createClassForms(verbalizers);
  return verbalizers.flatMap((texts) => {
    const whole = texts.find((text) => read(text).kind === 'class');
    return whole === undefined ? [] : [whole];
  });
}

/** A class in each letter case: every verbalizer is then scored in all of them. */
function letterCases(text: string): readonly string[] {
  const capitalized = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return [...new Set([text.toLowerCase(), capitalized, text.toUpperCase()])];
}

/** The first token is likely enough to be the answer, and the others still matter. */
function probability(rank: number): number {
  return rank === 0 ? 0.6 : 0.15 * 0.5 ** Math.min(rank - 1, 20);
}
