import { posteriorWeightsFor, type InferenceContext } from '@dln/vi';
import type { RatedInput } from '../round/feedback.ts';
import { weighRatedTexts } from '../round/hidden-weights.ts';
import type { Parameters } from '../session/records.ts';
import type { ProposalTask } from './guide-models.ts';

/** An input whose hidden texts can be weighed: it has a target. */
export interface WeighableInput extends RatedInput {
  readonly target: string;
}

/**
 * The hidden text of each input with the largest posterior weight: how well it explains the target
 * under the objective of training, and what raters said of it. Texts that the model cannot score
 * are weighed by ratings alone.
 *
 * @returns `[hidden layer][input]`
 */
export async function chooseHiddenTexts(
  context: InferenceContext,
  parameters: Parameters,
  inputs: readonly WeighableInput[],
  { ratings, strength }: ProposalTask['hidden'],
): Promise<readonly (readonly string[])[]> {
  let targets = inputs.map(({ target }) => target);
  const chosen: (readonly string[])[] = [];
  for (let index = parameters.length - 2; index >= 0; index--) {
    const drawn = inputs.flatMap((one, at) =>
      (one.hiddenTexts[index] ?? []).map((text) => ({ at, text, example: one })),
    );
    const weights = await posteriorWeightsFor(context, index)(context, {
      index,
      parameters,
      texts: drawn.map(({ at, text, example: { input, target, output, loss } }) => ({
        text,
        logQ: 0,
        example: {
          batchIndex: at,
          layerInput: index === 0 ? input : (output.hiddenTexts[index - 1] ?? ''),
          layerOutput: output.hiddenTexts[index] ?? '',
          target: targets[at] ?? '',
          upperInput: input,
          label: target,
          loss,
        },
      })),
    });
    targets = inputs.map((one, at) => {
      const own = drawn.flatMap((text, position) => {
        const weight = weights[position];
        return text.at === at
          ? [{ text: text.text, logWeight: weight && !weight.failure ? weight.value : 0 }]
          : [];
      });
      const said = ratings.filter(({ input, layer }) => input === one.input && layer === index);
      const [best] = weighRatedTexts(own, said, strength).toSorted(
        (first, second) => second.weight - first.weight,
      );
      return best?.text ?? one.output.hiddenTexts[index] ?? '';
    });
    chosen.unshift(targets);
  }
  return chosen;
}
