import type { Term, TermCell } from '@dln/vi';
import { z } from 'zod';
import { ModuleError } from './module-error.ts';
import { messageOf } from './module-item-error.ts';

const isFunction = z.custom((value) => typeof value === 'function', 'a function is missing');

const termSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  isScore: z.boolean(),
  isRanked: z.boolean(),
  weight: isFunction,
  ask: isFunction,
  score: isFunction,
});

/**
 * Checks a term of the objective. For an example for which it throws, it is 0 for all candidates,
 * and a note says why.
 *
 * @throws ModuleError if it has not the shape of a `Term`
 */
export function outsideTerm(value: unknown, label: string, onNote: (text: string) => void): Term {
  const checked = termSchema.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new ModuleError('export-invalid', {
      module: label,
      problem: `is not a Term of @dln/vi: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
      cause: checked.error,
    });
  }
  const term = value as Term;
  const note = (error: unknown): void =>
    onNote(`${label} threw for an example, which it does not count: ${messageOf(error)}`);
  return {
    ...term,
    ask: (example, place) => {
      try {
        return term.ask(example, place);
      } catch (error) {
        note(error);
        return [];
      }
    },
    score: (answers, example, place) => {
      try {
        return term.score(answers, example, place);
      } catch (error) {
        note(error);
        return answers.map((cell): TermCell | undefined => (cell ? { value: 0 } : undefined));
      }
    },
  };
}
