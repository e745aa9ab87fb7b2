import type { Prediction } from '@dln/vi';
import { InputError } from './input-error.ts';

/**
 * Refuses predictions none of which is an answer: the cause is no single input.
 *
 * @param what names them: `examples of the test split`
 * @throws InputError
 */
export function requireSomeAnswer(what: string, predictions: readonly Prediction[]): void {
  const [first] = predictions;
  if (!first?.failure || predictions.some(({ failure }) => failure === undefined)) return;
  throw new InputError(
    `None of the ${predictions.length} ${what} has an answer. The first failure: ${first.failure.message}`,
  );
}
