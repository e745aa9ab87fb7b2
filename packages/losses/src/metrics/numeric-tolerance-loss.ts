import { judgeEach } from '../judge-outputs.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss } from '../loss.ts';
import { answeredNumber } from '../numbers/answered-number.ts';
import { parseTarget } from '../numbers/parse-target.ts';

const NAME = 'numeric_tolerance_loss';

/** How far a number may be from the target. */
export interface NumericToleranceOptions {
  /** In units of the target. @default 0 */
  readonly absolute?: number | undefined;
  /** As a share of the target: 0.01 is one percent. @default 0.01, or 0 if `absolute` is given */
  readonly relative?: number | undefined;
}

/**
 * 0 if the number that the output answers with is near the target: within the larger of both
 * tolerances, bounds included.
 *
 * @throws LossArgumentError for a negative tolerance; from `compute`, for a target without a number
 */
export function createNumericToleranceLoss({
  absolute = 0,
  relative = absolute > 0 ? 0 : 0.01,
}: NumericToleranceOptions = {}): Loss {
  for (const [option, value] of Object.entries({ absolute, relative }))
    if (!(value >= 0 && Number.isFinite(value)))
      throw new LossArgumentError({
        code: 'invalid-loss-option',
        loss: NAME,
        value,
        problem: `${option} is ${value}`,
        remedy: 'Give a number of 0 or more.',
      });
  return {
    name: NAME,
    isTolerant: true,
    compute: (outputs, targets) =>
      judgeEach({ outputs, targets, loss: NAME }, (output, target) => {
        const wanted = parseTarget(target, NAME, answeredNumber);
        const written = answeredNumber(output);
        if (written === undefined) return { loss: 1, feedback: 'The output has no number.' };
        const bound = Math.max(absolute, relative * Math.abs(wanted));
        // One part in 10^12 covers the rounding of decimal fractions.
        const isNear = Math.abs(written - wanted) <= bound + 1e-12 * Math.abs(wanted);
        return isNear
          ? 0
          : { loss: 1, feedback: `${written} is not within ${bound} of ${wanted}.` };
      }),
  };
}
