import type { Prediction } from '@dln/vi/network';
import { scoringFields } from './scoring-of-predictions.ts';

/** What a text output shows in place of an answer. */
const SKIPPED_MARKER = '[skipped]';

/** One prediction as a line, without its line break. */
export function predictionToLine(input: string, prediction: Prediction, isJson: boolean): string {
  const { output, value, hiddenTexts, answeredBy, className, failure } = prediction;
  if (!isJson) return failure ? SKIPPED_MARKER : output;
  return JSON.stringify(
    failure
      ? { input, output: output === '' ? null : output, hiddenTexts, failure }
      : { input, output, value, hiddenTexts, answeredBy, className, ...scoringFields(prediction) },
  );
}
