import { LossArgumentError } from '../loss-argument-error.ts';
import { NORMAL_FORMS } from './normal-forms.ts';

/** Finds the group of texts that an answer belongs to. */
export interface AnswerIndex {
  /**
   * The only group that contains the answer, at the strictest text form that matches any group.
   * Undefined if no group or several groups match.
   */
  readonly find: (answer: string) => number | undefined;
}

/**
 * Creates an index over groups of equivalent texts, such as the verbalizers of a class. Ignores
 * case, Unicode form and surrounding marks unless two groups differ only in these: `a` and `A`, `+`
 * and `-`, `:)` and `:(`.
 *
 * @param groups `[group][text]`
 * @throws LossArgumentError if two groups have the same text
 */
export function createAnswerIndex(groups: readonly (readonly string[])[]): AnswerIndex {
  const forms = NORMAL_FORMS.map((form) => ({ form, keys: keysOf(groups, form) }));
  for (const [text, owners] of forms[0]?.keys ?? [])
    if (owners.size > 1) throw createSharedTextError(text, groups);
  return { find: (answer) => findIn(forms, answer) };
}

interface KeyedForm {
  readonly form: (text: string) => string;
  readonly keys: ReadonlyMap<string, ReadonlySet<number>>;
}

function findIn(forms: readonly KeyedForm[], text: string): number | undefined {
  for (const { form, keys } of forms) {
    const owners = keys.get(form(text));
    if (owners?.size === 1) return [...owners][0];
  }
  return undefined;
}

/** The groups of each key. An empty key belongs to none. */
function keysOf(
  groups: readonly (readonly string[])[],
  form: (text: string) => string,
): ReadonlyMap<string, ReadonlySet<number>> {
  const keys = new Map<string, Set<number>>();
  for (const [group, texts] of groups.entries())
    for (const key of texts.map(form))
      if (key !== '') keys.set(key, (keys.get(key) ?? new Set()).add(group));
  return keys;
}

function createSharedTextError(
  text: string,
  groups: readonly (readonly string[])[],
): LossArgumentError {
  return new LossArgumentError({
    code: 'shared-class-text',
    loss: 'class_loss',
    value: groups,
    problem: `${JSON.stringify(text)} belongs to two classes`,
    remedy: 'Give each class different texts.',
  });
}
