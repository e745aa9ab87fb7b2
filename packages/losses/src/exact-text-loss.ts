import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';
import { normalizeText } from './text/normalize-text.ts';

/**
 * 0 if the whole output equals the target. Ignores case, blanks and surrounding marks; keeps the
 * digits of dates, numbers and ids.
 */
export const exactTextLoss: Loss = {
  name: 'exact_text_loss',
  postprocess: normalizeText,
  compute(outputs, targets) {
    return compareEach(outputs, targets, {
      loss: 'exact_text_loss',
      matches: (output, target) => output === target,
    });
  },
};
