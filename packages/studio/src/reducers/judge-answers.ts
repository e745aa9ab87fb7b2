import { postprocessPrediction, readClass } from '@dln/losses';
import type { Answer } from '../records/answers.ts';

/** Classes of a task: `[class][verbalizer]`. */
export type Classes = readonly (readonly string[])[];

/** Most different targets that count as classes if a network names none. */
const MOST_CLASSES = 20;

/** The classes of a network, or, without them, the targets if they are few. */
export function classesOf(network: Classes | null, answers: readonly Answer[]): Classes | null {
  if (network !== null) return network;
  const targets = [...new Set(answers.map(({ target }) => target))].sort();
  return targets.length >= 2 && targets.length <= MOST_CLASSES && targets.length < answers.length
    ? targets.map((target) => [target])
    : null;
}

/** An answer with its judgement. */
export interface JudgedAnswer extends Answer {
  /** Above 0 for a wrong one. */
  readonly judgedLoss: number;
  /** The loss is recorded, not found by this page. */
  readonly isRecorded: boolean;
  /** Index of the class that the target names; null if it names none. */
  readonly targetClass: number | null;
  /** Index of the class that the answer names; null if none can be read. */
  readonly answerClass: number | null;
}

/**
 * Adds to each answer the classes that it names. Losses that are not recorded are found by class,
 * or by the text without classes.
 */
export function judgeAnswers(
  answers: readonly Answer[],
  classes: Classes | null,
): readonly JudgedAnswer[] {
  return answers.map((answer) => {
    const { output, target, loss, failure } = answer;
    const targetClass = classes === null ? null : classOfTarget(target, classes);
    const answerClass =
      classes === null || failure !== null ? null : (readClass(output, classes) ?? null);
    const isRight =
      targetClass === null
        ? postprocessPrediction(output) === postprocessPrediction(target)
        : targetClass === answerClass;
    return {
      ...answer,
      judgedLoss: loss ?? (isRight ? 0 : 1),
      isRecorded: loss !== null,
      targetClass,
      answerClass,
    };
  });
}

/** A target names its class by one of its texts; other spellings are read as answers are. */
function classOfTarget(target: string, classes: Classes): number | null {
  const at = classes.findIndex((texts) => texts.includes(target));
  return at === -1 ? (readClass(target, classes) ?? null) : at;
}
