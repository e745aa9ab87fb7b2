import { classReader } from './answers/read-class.ts';
import { compareEach } from './compare-each.ts';
import { LossArgumentError } from './loss-argument-error.ts';
import type { Loss } from './loss.ts';

/** The name of the loss that compares classes. */
export const CLASS_LOSS = 'class_loss';

/**
 * 0 if the output names the class of the target, as `readClass` reads it; 1 if it names another
 * class, several or none. Targets are verbalizers; their case, Unicode form and surrounding marks
 * do not matter.
 *
 * @param verbalizers `[class][verbalizer]`
 * @throws LossArgumentError if two classes have the same text; from `compute`, unless a target
 * belongs to exactly one class
 *
 * @example
 * const loss = createClassLoss([['positive', 'pos'], ['negative', 'neg']]);
 * computeLosses(loss, ['The answer is positive.', 'Pos', 'neither'], ['pos', 'neg', 'neg']); // [0, 1, 1]
 */
export function createClassLoss(verbalizers: readonly (readonly string[])[]): Loss {
  const { read, readLabel } = classReader(verbalizers);
  const classOf = (target: string): number => {
    const found = readLabel(target);
    if (found !== undefined) return found;
    const classes = verbalizers.map((texts) => texts.join('|')).join(', ');
    throw new LossArgumentError({
      code: 'target-without-class',
      loss: CLASS_LOSS,
      value: target,
      problem:
        `the target ${JSON.stringify(target)} belongs to none or several of the classes ` + classes,
      remedy: 'Write it as one of these, or add it to its class.',
    });
  };
  return {
    name: CLASS_LOSS,
    compute: (outputs, targets) =>
      compareEach(outputs, targets, {
        loss: CLASS_LOSS,
        matches: (output, target) => classOf(target) === read(output),
      }),
  };
}
