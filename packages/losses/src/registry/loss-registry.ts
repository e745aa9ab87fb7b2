import { createAnswerTextLoss } from '../answer-text-loss.ts';
import { exactMatchLoss } from '../exact-match-loss.ts';
import { exactTextLoss } from '../exact-text-loss.ts';
import { finalNumberLoss } from '../final-number-loss.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss } from '../loss.ts';
import { numberPresenceLoss } from '../number-presence-loss.ts';
import { UnknownLossError } from './unknown-loss-error.ts';

const losses = new Map<string, Loss>(
  [createAnswerTextLoss(), exactMatchLoss, exactTextLoss, numberPresenceLoss, finalNumberLoss].map(
    (loss) => [loss.name, loss],
  ),
);

/** The names that `createLoss` knows, in alphabetical order. */
export function availableLosses(): readonly string[] {
  return [...losses.keys()].sort();
}

/**
 * The loss of a name.
 *
 * @throws UnknownLossError which lists the names that there are
 *
 * @example
 * computeLosses(createLoss('exact_text_loss'), ['(A).', 'B'], ['a', 'c']); // [0, 1]
 */
export function createLoss(name: string): Loss {
  const loss = losses.get(name);
  if (!loss) throw new UnknownLossError({ loss: name, known: availableLosses() });
  return loss;
}

/**
 * Makes a loss of one's own known by its name, so that a configuration can name it.
 *
 * @returns what makes it unknown again
 * @throws LossArgumentError where another loss has the name
 */
export function registerLoss(loss: Loss): () => void {
  const known = losses.get(loss.name);
  if (known !== undefined && known !== loss) {
    throw new LossArgumentError({
      loss: loss.name,
      value: loss,
      problem: 'another loss has this name',
      remedy: `Choose one that is none of ${availableLosses().join(', ')}.`,
    });
  }
  losses.set(loss.name, loss);
  return () => {
    if (known === undefined) losses.delete(loss.name);
  };
}
