import { checkLosses } from '../check-losses.ts';
import type { Judgement } from '../judge-outputs.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss, LossContext } from '../loss.ts';

/** A loss of a weighted sum. */
export interface WeightedPart {
  readonly loss: Loss;
  /** Above 0. The weights need not add up to 1. */
  readonly weight: number;
}

/**
 * The weighted mean of several losses. The feedback of each part follows its name.
 *
 * @throws LossArgumentError without parts, or for a weight that is not above 0
 */
export function createWeightedLoss(parts: readonly WeightedPart[], name = 'weighted_loss'): Loss {
  const wrong = parts.find(({ weight }) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong || parts.length === 0)
    throw new LossArgumentError({
      code: 'invalid-loss-option',
      loss: name,
      value: wrong?.weight,
      problem: wrong ? `the weight of ${wrong.loss.name} is ${wrong.weight}` : 'it has no parts',
      remedy: 'Give each part a weight above 0.',
    });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    name,
    isTolerant: true,
    ...(parts.some(({ loss }) => loss.isRemote === true) ? { isRemote: true } : {}),
    compute: (outputs, targets, contexts) => {
      const found = parts.map(({ loss }) => computePart(loss, outputs, targets, contexts));
      if (!found.some((part) => part instanceof Promise))
        return combine(found as readonly (readonly Judgement[])[], outputs);
      return Promise.all(found.map(async (part) => part)).then((all) => combine(all, outputs));
    },
  };

  /** @param all `[part][output]` */
  function combine(
    all: readonly (readonly Judgement[])[],
    outputs: readonly string[],
  ): readonly Judgement[] {
    return outputs.map((_, place) => {
      const own = parts.map(({ loss, weight }, part) => {
        const judgement = all[part]?.[place];
        if (!judgement) throw new RangeError(`${loss.name} has no value for output ${place}`);
        return { ...judgement, weight, name: loss.name };
      });
      const loss = own.reduce((sum, part) => sum + part.weight * part.loss, 0) / total;
      const feedback = own.flatMap((part) =>
        part.feedback === undefined ? [] : [`${part.name}: ${part.feedback}`],
      );
      // Rounding may lead a little above 1.
      const whole = { loss: Math.min(1, loss) };
      return feedback.length === 0 ? whole : { ...whole, feedback: feedback.join('\n') };
    });
  }
}

function computePart(
  loss: Loss,
  outputs: readonly string[],
  targets: readonly string[],
  contexts: readonly LossContext[] | undefined,
): readonly Judgement[] | Promise<readonly Judgement[]> {
  const read = loss.postprocess ?? ((text: string): string => text);
  const check = (values: unknown): readonly Judgement[] =>
    checkLosses(values, { loss: loss.name, outputs });
  const values = loss.compute(outputs.map(read), targets.map(read), contexts);
  return values instanceof Promise ? values.then(check) : check(values);
}
