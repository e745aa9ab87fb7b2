import { checkLosses } from '../check-losses.ts';
import type { Judgement } from '../judge-outputs.ts';
import type { Loss } from '../loss.ts';
import type { LossSample } from './loss-check.ts';

/** The checked values of a loss for samples, in order. */
export async function computeSamples(
  loss: Loss,
  samples: readonly Omit<LossSample, 'isRight'>[],
): Promise<readonly Judgement[]> {
  const postprocess = loss.postprocess ?? ((text: string): string => text);
  const outputs = samples.map(({ output }) => postprocess(output));
  const targets = samples.map(({ target }) => postprocess(target));
  const contexts = samples.map(({ context }) => ({
    ...{ input: '', example: {}, hiddenTexts: [] },
    ...context,
  }));
  return checkLosses(await loss.compute(outputs, targets, contexts), { loss: loss.name, outputs });
}
