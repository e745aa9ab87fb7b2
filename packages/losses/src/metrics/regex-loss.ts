import { judgeEach } from '../judge-outputs.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss } from '../loss.ts';

const NAME = 'regex_loss';

/** What a regular expression is matched with. */
export interface RegexOptions {
  /**
   * Must match somewhere in the output. If it has a group, the first one must capture the target.
   * @default the target itself is the pattern
   */
  readonly pattern?: string | undefined;
  /** Of JavaScript, such as `i`. @default 'u' */
  readonly flags?: string | undefined;
}

/**
 * 0 if a regular expression matches the output: the given one, or the target's.
 *
 * @throws LossArgumentError for a pattern that is not a regular expression; from `compute`, for
 * such a target
 */
export function createRegexLoss({ pattern, flags = 'u' }: RegexOptions = {}): Loss {
  const given = pattern === undefined ? undefined : compile(pattern, flags);
  return {
    name: NAME,
    isTolerant: true,
    compute: (outputs, targets) =>
      judgeEach({ outputs, targets, loss: NAME }, (output, target) => {
        const found = (given ?? compile(target, flags)).exec(output);
        if (!found)
          return { loss: 1, feedback: `The output does not match /${pattern ?? target}/.` };
        const [, captured] = found;
        if (given === undefined || found.length === 1) return 0;
        return captured?.trim() === target.trim()
          ? 0
          : { loss: 1, feedback: `The output gives ${JSON.stringify(captured ?? '')}.` };
      }),
  };
}

function compile(pattern: string, flags: string): RegExp {
  try {
    // A position kept between calls would make results depend on their order.
    return new RegExp(pattern, flags.replace(/[gy]/g, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LossArgumentError({
      code: 'invalid-loss-option',
      loss: NAME,
      value: pattern,
      problem: `${JSON.stringify(pattern)} is not a regular expression (${reason})`,
      remedy: 'Correct it, or its flags.',
    });
  }
}
