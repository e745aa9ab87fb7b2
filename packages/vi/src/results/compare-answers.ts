import type { RecordedAnswers } from './network-file.ts';
import type { Prediction } from './prediction.ts';

/** What a network answers now. */
export interface PresentAnswers {
  /** On all examples of the recorded split. */
  readonly accuracy: number;
  /** To the recorded answers' inputs, in their order. */
  readonly answers: readonly Pick<Prediction, 'output' | 'hiddenTexts'>[];
}

/** How far the recorded scores are reproduced. */
export interface AnswerComparison {
  /** Neither the accuracy nor the share of other answers is off by more than the tolerance. */
  readonly isReproduced: boolean;
  /** How far the accuracies lie apart. */
  readonly accuracyDifference: number;
  /** Share of the recorded answers that are others now. */
  readonly differingShare: number;
  /** A sentence for each difference, even if it is within the tolerance. */
  readonly differences: readonly string[];
}

/** Rounding in decimals is no difference. */
const ROUNDING = 1e-9;

/**
 * Compares what a network answers with what it answered when it was saved.
 *
 * @param tolerance how far the accuracy may be off, and how large the share of recorded answers
 * that are others may be; from 0 to 1
 */
export function compareAnswers(
  recorded: RecordedAnswers,
  present: PresentAnswers,
  tolerance: number,
): AnswerComparison {
  const others = recorded.answers.flatMap(({ input, output, hiddenTexts }, index) => {
    const now = present.answers[index];
    const [before, after] = [
      [...hiddenTexts, output],
      now ? [...now.hiddenTexts, now.output] : [],
    ].map((texts) => JSON.stringify(texts.map((text) => text.trim())));
    return before === after ? [] : [`${JSON.stringify(input)}: ${after}, recorded ${before}`];
  });
  const accuracyDifference = Math.abs(present.accuracy - recorded.accuracy);
  const differingShare =
    recorded.answers.length === 0 ? 0 : others.length / recorded.answers.length;
  const accuracy =
    accuracyDifference > ROUNDING
      ? [`${recorded.split} accuracy ${present.accuracy}, recorded ${recorded.accuracy}`]
      : [];
  return {
    isReproduced: Math.max(accuracyDifference, differingShare) <= tolerance + ROUNDING,
    accuracyDifference,
    differingShare,
    differences: [...accuracy, ...others],
  };
}
