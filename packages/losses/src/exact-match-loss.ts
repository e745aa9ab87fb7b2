import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';
import { postprocessPrediction } from './text/postprocess-prediction.ts';

/**
 * The reference's loss for classes: 0 if output and target have the same first word. It ignores
 * digits (REFERENCE X1), so `5` equals `7`; use {@link exactTextLoss} for answers with digits.
 */
export const exactMatchLoss: Loss = {
  name: 'exact_match_loss',
  postprocess: postprocessPrediction,
  compute(outputs, targets) {
    return compareEach(outputs, targets, {
      loss: 'exact_match_loss',
      matches: (output, target) => output === target,
    });
  },
};
