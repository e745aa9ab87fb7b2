import type { Template } from '@dln/templates';

/** What stands between a rendered prompt and the answer to it. */
export type AnswerSeparator = '\n' | ' ';

/** A template that ends with the answer on the same line, as in `Output: {{ answer }}`. */
const SAME_LINE = /\S \{\{-? *answer *-?\}\}\s*$/u;

/**
 * A space if the template puts the answer on the line that it ends with; a line break otherwise.
 */
export function answerSeparator({ text }: Pick<Template, 'text'>): AnswerSeparator {
  return SAME_LINE.test(text) ? ' ' : '\n';
}

/** The same as an option, if it is no line break. */
export function separatorOption(template: Pick<Template, 'text'>): { readonly separator?: ' ' } {
  return answerSeparator(template) === ' ' ? { separator: ' ' } : {};
}
