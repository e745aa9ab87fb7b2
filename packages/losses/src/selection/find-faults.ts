import { classReader } from '../answers/read-class.ts';
import { encodedForm } from '../answer-text-loss.ts';
import { computeLosses } from '../compute-losses.ts';
import { parseLabelNumber } from '../numbers/parse-label-number.ts';
import type { Loss } from '../loss.ts';
import { LossValueError } from '../loss-value-error.ts';

/** Two answers. */
export interface AnswerPair {
  readonly left: string;
  readonly right: string;
}

/** The known answers that a loss gets wrong. */
export interface LossFaults {
  /** Different answers with loss 0: each counts as right for the other. */
  readonly coinciding: readonly AnswerPair[];
  /**
   * A class name and a target of the same class with a loss above 0: a right answer counts as
   * wrong.
   */
  readonly separated: readonly AnswerPair[];
}

/** The answers that a loss must distinguish. */
export interface KnownAnswers {
  /** `[class][verbalizer]`. Missing if any text may be an answer. */
  readonly classes?: readonly (readonly string[])[] | undefined;
  readonly targets: Iterable<string>;
}

// Limit for comparing all pairs. Beyond it, only answers that look the same to the loss are
// compared.
const MOST_PAIRED = 24;
const MOST_REPORTED = 5;

/**
 * Finds answers that a loss confuses: texts of different classes, or different targets, with loss
 * 0; and class names that count as wrong for targets of the same class. The cost is linear in the
 * number of targets.
 */
export function findLossFaults(loss: Loss, { classes, targets }: KnownAnswers): LossFaults {
  if (loss.isRemote === true) return { coinciding: [], separated: [] };
  const distinct = [...new Set(targets)];
  const reader = classes && classReader(classes);
  const identify = (text: string): string => {
    const own = reader?.readLabel(text);
    if (own !== undefined) return `class ${own}`;
    return parseLabelNumber(text)?.written ?? encodedForm(text);
  };
  const answers = [...new Set([...(classes?.flat() ?? []), ...distinct])];
  const isTolerant = loss.isTolerant === true && classes === undefined;
  return {
    coinciding: isTolerant
      ? []
      : findCoinciding(loss, { answers, targets: new Set(distinct), identify }),
    separated: distinct
      .flatMap((target): readonly AnswerPair[] => {
        const own = reader?.readLabel(target);
        const name = own === undefined ? undefined : classes?.[own]?.[0];
        const value = name === undefined ? undefined : lossOf(loss, name, target);
        if (name === undefined || value === undefined || value === 0) return [];
        return [{ left: name, right: target }];
      })
      .slice(0, MOST_REPORTED),
  };
}

function findCoinciding(
  loss: Loss,
  {
    answers,
    targets,
    identify,
  }: {
    readonly answers: readonly string[];
    readonly targets: ReadonlySet<string>;
    readonly identify: (text: string) => string;
  },
): readonly AnswerPair[] {
  const found: AnswerPair[] = [];
  // Only texts that occur as targets are valid targets.
  const isRight = (output: string, target: string): boolean =>
    targets.has(target) && lossOf(loss, output, target) === 0;
  for (const [left, right] of [...alikePairs(loss, answers), ...firstPairs(answers)]) {
    if (found.length === MOST_REPORTED) return found;
    if (found.some((pair) => isSame(pair, left, right))) continue;
    if (identify(left) === identify(right)) continue;
    if (isRight(left, right) || isRight(right, left)) found.push({ left, right });
  }
  return found;
}

/** Groups answers that the loss post-processes to the same text, or that have the same number. */
function* alikePairs(loss: Loss, answers: readonly string[]): Generator<readonly [string, string]> {
  const views = [
    loss.postprocess ?? encodedForm,
    (text: string): string => String(parseLabelNumber(text)?.value ?? encodedForm(text)),
  ];
  for (const view of views) {
    const firstOf = new Map<string, string>();
    for (const answer of answers) {
      const key = view(answer);
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, answer);
      else yield [first, answer];
    }
  }
}

function* firstPairs(answers: readonly string[]): Generator<readonly [string, string]> {
  const some = answers.slice(0, MOST_PAIRED);
  for (const [place, left] of some.entries())
    for (const right of some.slice(place + 1)) yield [left, right];
}

function isSame(pair: AnswerPair, left: string, right: string): boolean {
  return pair.left === left && pair.right === right;
}

/** Undefined if the loss cannot compare these two. */
function lossOf(loss: Loss, output: string, target: string): number | undefined {
  try {
    return computeLosses(loss, [output], [target])[0];
  } catch (error) {
    // An error that concerns one answer is reported when that answer is measured.
    if (error instanceof Error && 'itemFailure' in error) return undefined;
    // A loss that answers later is not asked about every pair.
    if (error instanceof LossValueError && error.value instanceof Promise) return undefined;
    throw error;
  }
}
