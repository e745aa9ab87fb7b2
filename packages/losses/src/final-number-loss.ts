import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';
import { answeredNumber } from './numbers/answered-number.ts';
import { parseTarget } from './numbers/parse-target.ts';

/**
 * 0 if the number that the output announces, otherwise its last number, equals the target's,
 * including the sign: `so it is -1,234.50` and `The answer is -1234.5, as 2 + 2 = 4` are right for
 * `-1234.5`.
 */
export const finalNumberLoss: Loss = {
  name: 'final_number_loss',
  compute(outputs, targets) {
    return compareEach(outputs, targets, {
      loss: 'final_number_loss',
      matches: (output, target) =>
        answeredNumber(output) === parseTarget(target, 'final_number_loss', answeredNumber),
    });
  },
};
