import { computeLosses } from '@dln/losses';
import { runForward, type InferenceContext } from '@dln/vi';
import type { GuideAnswer, GuideModels, GuideSpending, ProposalTask } from './guide-models.ts';
import { chooseHiddenTexts, type WeighableInput } from './weigh-hidden-texts.ts';
import { withComments } from './with-comments.ts';

/** Options of `createNetworkModels`. */
export interface NetworkModelsOptions {
  readonly context: InferenceContext;
  readonly spending: () => GuideSpending;
  /** Most examples that a request for a proposal shows. @default 10 */
  readonly shownExamples?: number;
}

const SHOWN_EXAMPLES = 10;

/** A network with the proposer that trains it. Answers are drawn at temperature 0. */
export function createNetworkModels({
  context,
  spending,
  shownExamples = SHOWN_EXAMPLES,
}: NetworkModelsOptions): GuideModels {
  return {
    depth: context.layers.length,
    spending,
    answer: async (parameters, inputs, round) => {
      const passes = await runForward(context, {
        parameters,
        inputs: inputs.map(({ text }) => text),
        temperature: 0,
        place: { step: round, purpose: 'validation', round: 0 },
      });
      return passes.map((pass, at): GuideAnswer => {
        if (pass.failure)
          return { output: '', hiddenTexts: [], loss: null, failure: pass.failure.message };
        const target = inputs[at]?.target ?? null;
        const { output, layers } = pass;
        const [loss = null] =
          target === null ? [] : computeLosses(context.loss, [output], [target]);
        const hiddenTexts = layers.slice(0, -1).map(({ layerOutput }) => layerOutput);
        return { output, hiddenTexts, loss, failure: null };
      });
    },
    propose: async (task) => {
      const examples = await showExamples(context, task, shownExamples);
      const { templates, settings } = context;
      const asking: InferenceContext = {
        ...context,
        templates: { ...templates, prompt: withComments(templates.prompt, task.comments) },
        settings: { ...settings, promptCandidates: task.count + 1 },
      };
      const current = task.parameters[task.layer];
      if (!current) throw new RangeError(`no layer at ${task.layer}`);
      const ask = context.strategies.proposer(
        asking,
        {
          index: task.layer,
          step: task.round,
          round: 0,
          trials: {},
          count: task.count,
          current,
          memory: [],
          examples,
          others: [],
        },
        task.random,
      );
      return (await ask()).map(({ parameters }) => parameters);
    },
  };
}

/** Examples as the layer's proposer sees them: wrong ones first. An input on which all outputs were bad shows nothing to aim at, and is left out. */
async function showExamples(
  context: InferenceContext,
  { examples, parameters, layer, hidden, random }: ProposalTask,
  most: number,
) {
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
