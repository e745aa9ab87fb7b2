import type { JudgedAnswer } from './judge-answers.ts';

/** An example with two answers. */
export interface AnswerPair {
  readonly before: JudgedAnswer;
  readonly after: JudgedAnswer;
}

/**
 * How answers differ: `fixed` and `broken` by the loss, `reworded` with another text and an equal
 * loss.
 */
export type AnswerChange = 'fixed' | 'broken' | 'reworded' | 'same';

/** The examples that both lists have, by their inputs; repeated inputs in order. */
export function matchAnswers(
  before: readonly JudgedAnswer[],
  after: readonly JudgedAnswer[],
): readonly AnswerPair[] {
  const waiting = Map.groupBy(before, ({ input, target }) => JSON.stringify([input, target]));
  return after.flatMap((answer) => {
    const first = waiting.get(JSON.stringify([answer.input, answer.target]))?.shift();
    return first ? [{ before: first, after: answer }] : [];
  });
}

/** How the answers of an example differ. */
export function changeOf({ before, after }: AnswerPair): AnswerChange {
  if (after.judgedLoss < before.judgedLoss) return 'fixed';
  if (after.judgedLoss > before.judgedLoss) return 'broken';
  return after.output === before.output ? 'same' : 'reworded';
}
