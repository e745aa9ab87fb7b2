/**
 * Why a loss cannot use an argument.
 *
 * - `unknown-loss`: no loss has this name
 * - `loss-name-taken`: another loss has this name
 * - `missing-classes`: the loss compares classes, and the task has none
 * - `shared-class-text`: a text belongs to two classes
 * - `target-without-class`: a target does not belong to exactly one class
 * - `invalid-target`: a target is not a number, or not an object of the fields
 * - `unequal-lengths`: the lists of outputs and targets differ in length
 * - `invalid-loss-option`: a weight, a tolerance or a pattern cannot be used
 */
export type LossArgumentErrorCode =
  | 'unknown-loss'
  | 'loss-name-taken'
  | 'missing-classes'
  | 'shared-class-text'
  | 'target-without-class'
  | 'invalid-target'
  | 'unequal-lengths'
  | 'invalid-loss-option';

/** Thrown for an argument that a loss cannot use. */
export class LossArgumentError extends Error {
  override readonly name = 'LossArgumentError';
  readonly userFacing = true;
  readonly code: LossArgumentErrorCode;
  /** The loss's name. */
  readonly loss: string;
  /** What is wrong. */
  readonly value: unknown;

  constructor({
    code,
    loss,
    value,
    problem,
    remedy,
  }: {
    readonly code: LossArgumentErrorCode;
    readonly loss: string;
    readonly value: unknown;
    readonly problem: string;
    readonly remedy: string;
  }) {
    // Only the name of an unknown loss is in `problem`: no loss is at fault.
    super(`${code === 'unknown-loss' ? '' : `${loss}: `}${problem}. ${remedy}`);
    this.code = code;
    this.loss = loss;
    this.value = value;
  }
}
