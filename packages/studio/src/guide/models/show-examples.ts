import type { InferenceContext, ShownExample } from '@dln/vi';
import type { ProposalTask } from './guide-models.ts';
import { chooseHiddenTexts, type WeighableInput } from './weigh-hidden-texts.ts';

/**
 * Examples as the layer's proposer sees them: wrong ones first. An input on which all outputs were
 * bad shows nothing to aim at, and is left out.
 */
export async function showExamples(
  context: InferenceContext,
  { examples, parameters, layer, hidden, random }: ProposalTask,
  most: number,
): Promise<readonly ShownExample[]> {
  const order = random.permutation(examples.length);
  const known = order
    .flatMap((at) => examples[at] ?? [])
    .filter((one): one is WeighableInput => one.target !== null)
    .toSorted((one, other) => other.loss - one.loss);
  const wrong = known.filter(({ loss }) => loss > 0).slice(0, Math.ceil(most / 2));
  const right = known.filter(({ loss }) => loss <= 0).slice(0, most - wrong.length);
  const shown = [...wrong, ...right];
  const isLast = layer === parameters.length - 1;
  const chosen = isLast ? [] : await chooseHiddenTexts(context, parameters, shown, hidden);
  return shown.map(({ input, output, target, loss }, batchIndex) => ({
    batchIndex,
    input: layer === 0 ? input : (output.hiddenTexts[layer - 1] ?? input),
    output: isLast ? output.output : (output.hiddenTexts[layer] ?? ''),
    target: isLast ? target : (chosen[layer]?.[batchIndex] ?? ''),
    loss,
  }));
}
