import type { LanguageModel } from '@dln/llm';
import { createClassForms, shareFirstWord } from './class-forms.ts';
import { continuesTexts } from './follow-beginnings.ts';
import { givesNextTokens, scoresTexts } from './scorable.ts';

/**
 * Two classes that a first token does not tell apart: one begins the other, or both begin with the
 * same word.
 */
export function findAmbiguousClasses(
  verbalizers: readonly (readonly string[])[],
): { readonly names: readonly [string, string]; readonly isNested: boolean } | undefined {
  for (const [index, own] of verbalizers.entries())
    for (const other of verbalizers.slice(index + 1)) {
      const { isNested } = createClassForms([own, other]);
      if (isNested || shareFirstWord(own, other) || shareFirstWord(other, own))
        return { names: [own[0] ?? '', other[0] ?? ''], isNested };
    }
  return undefined;
}

/** Why a model's next tokens cannot tell classes apart; undefined if they can. */
export function describeAmbiguity(
  model: LanguageModel,
  verbalizers: readonly (readonly string[])[],
): string | undefined {
  if (!givesNextTokens(model) || scoresTexts(model) || continuesTexts(model)) return undefined;
  const found = findAmbiguousClasses(verbalizers);
  if (!found) return undefined;
  const [one, other] = found.names.map((name) => JSON.stringify(name));
  const how = found.isNested ? 'one begins the other' : 'they begin with the same word';
  return `${model.id} shows the first token of an answer only, and it does not tell the classes ${one} and ${other} apart: ${how}.`;
}
