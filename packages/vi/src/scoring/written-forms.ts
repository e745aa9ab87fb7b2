import type { ScoredToken } from '@dln/llm';
import type { ClassForms } from './class-forms.ts';

const casings: readonly ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`,
  (text) => text.toUpperCase(),
];

/**
 * The texts by which classes are scored whole: the verbalizers, and each of them in the letter case
 * in which the model writes some class here, so that `Positive` counts for `positive` and its rival
 * is scored as `Negative` too.
 *
 * @param top the most likely next tokens; none if the model does not give them
 * @returns `[class][text]`
 */
export function writtenForms(
  verbalizers: readonly (readonly string[])[],
  top: readonly ScoredToken[],
  forms: ClassForms,
): readonly (readonly string[])[] {
  if (!forms.ignoresCase) return verbalizers;
  const listed = verbalizers.flat();
  const shown = top
    .map(({ token }) => token.trim())
    .filter((token) => token !== '' && forms.read(token).kind !== 'none')
    .filter((token) => !listed.some((text) => text.startsWith(token)));
  const used = casings.filter((change) =>
    shown.some((token) => listed.some((text) => change(text).startsWith(token))),
  );
  return verbalizers.map((texts) => [
    ...new Set([...texts, ...used.flatMap((change) => texts.map(change))]),
  ]);
}
