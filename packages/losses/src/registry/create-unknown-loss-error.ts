import { LossArgumentError } from '../loss-argument-error.ts';

/** The error of an unknown loss name. */
export function createUnknownLossError(loss: string, known: readonly string[]): LossArgumentError {
  return new LossArgumentError({
    code: 'unknown-loss',
    loss,
    value: loss,
    problem: `Unknown loss ${JSON.stringify(loss)}. Available: ${known.join(', ')}`,
    remedy: 'Register a custom loss with registerLoss.',
  });
}
