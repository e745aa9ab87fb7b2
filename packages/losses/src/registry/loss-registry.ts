import { createAnswerTextLoss } from '../answer-text-loss.ts';
import { exactMatchLoss } from '../exact-match-loss.ts';
import { exactTextLoss } from '../exact-text-loss.ts';
import { finalNumberLoss } from '../final-number-loss.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss } from '../loss.ts';
import { editSimilarityLoss } from '../metrics/edit-similarity-loss.ts';
import { createJsonFieldsLoss } from '../metrics/json-fields-loss.ts';
import { createNumericToleranceLoss } from '../metrics/numeric-tolerance-loss.ts';
import { createRegexLoss } from '../metrics/regex-loss.ts';
import { tokenF1Loss } from '../metrics/token-f1-loss.ts';
import { numberPresenceLoss } from '../number-presence-loss.ts';
import { createUnknownLossError } from './create-unknown-loss-error.ts';

const losses = new Map<string, Loss>(
  [
    createAnswerTextLoss(),
    exactMatchLoss,
    exactTextLoss,
    numberPresenceLoss,
    finalNumberLoss,
    createJsonFieldsLoss(),
    tokenF1Loss,
    createRegexLoss(),
    createNumericToleranceLoss(),
    editSimilarityLoss,
  ].map((loss) => [loss.name, loss]),
);

/** The names that `createLoss` accepts, in alphabetical order. */
export function availableLosses(): readonly string[] {
  return [...losses.keys()].sort();
}

/**
 * Returns the loss with this name.
 *
 * @throws LossArgumentError if the name is unknown; lists the available names
 *
 * @example
 * computeLosses(createLoss('exact_text_loss'), ['(A).', 'B'], ['a', 'c']); // [0, 1]
 */
export function createLoss(name: string): Loss {
  const loss = losses.get(name);
  if (!loss) throw createUnknownLossError(name, availableLosses());
  return loss;
}

/**
 * Registers a custom loss, so that a configuration can name it.
 *
 * @returns a function that removes it
 * @throws LossArgumentError if another loss has the name
 */
export function registerLoss(loss: Loss): () => void {
  const known = losses.get(loss.name);
  if (known !== undefined && known !== loss) {
    throw new LossArgumentError({
      code: 'loss-name-taken',
      loss: loss.name,
      value: loss,
      problem: 'another loss has this name',
      remedy: `Choose another name than ${availableLosses().join(', ')}.`,
    });
  }
  losses.set(loss.name, loss);
  return () => {
    if (known === undefined) losses.delete(loss.name);
  };
}
