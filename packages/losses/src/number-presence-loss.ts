import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';
import { parseTarget } from './numbers/parse-target.ts';
import { parseNumber } from './numbers/parse-number.ts';
import { presentNumbers } from './numbers/present-numbers.ts';

/**
 * The reference's loss for calculations: 0 if the target is any of the numbers in the output. It
 * ignores signs and deletes commas (REFERENCE X2); {@link finalNumberLoss} does neither.
 */
export const numberPresenceLoss: Loss = {
  name: 'number_presence_loss',
  compute(outputs, targets) {
    return compareEach(outputs, targets, {
      loss: 'number_presence_loss',
      matches: (output, target) =>
        presentNumbers(output).includes(parseTarget(target, 'number_presence_loss', parseNumber)),
    });
  },
};
