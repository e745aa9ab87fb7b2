import { judgeOutputs } from '@dln/losses';
import { createCountingContext, runForward, type InferenceContext } from '@dln/vi';
import type { GuideAnswer, GuideModels, GuideSpending } from './guide-models.ts';
import { proposeParameters } from './propose-parameters.ts';

/** Options of `createNetworkModels`. */
export interface NetworkModelsOptions {
  readonly context: InferenceContext;
  readonly spending: () => GuideSpending;
  /** Names of proposers. */
  readonly proposers: readonly string[];
  /** Most examples that a request for a proposal shows. @default 10 */
  readonly shownExamples?: number;
}

const SHOWN_EXAMPLES = 10;

/** A network with the proposers that train it. Answers are drawn at temperature 0. */
export function createNetworkModels(options: NetworkModelsOptions): GuideModels {
  const { context, spending, proposers, shownExamples = SHOWN_EXAMPLES } = options;
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
      const answerOf = async (pass: (typeof passes)[number], at: number): Promise<GuideAnswer> => {
        if (pass.failure)
          return { output: '', hiddenTexts: [], loss: null, failure: pass.failure.message };
        const { text: input = '', target = null } = inputs[at] ?? {};
        const { output, layers } = pass;
        const hiddenTexts = layers.slice(0, -1).map(({ layerOutput }) => layerOutput);
        const [judgement] =
          target === null
            ? []
            : await judgeOutputs(context.loss, [
                { output, target, input, example: { input, target }, hiddenTexts },
              ]);
        return { output, hiddenTexts, loss: judgement?.loss ?? null, failure: null };
      };
      return Promise.all(passes.map(answerOf));
    },
    propose: (task) => proposeParameters(context, task, { names: proposers, shownExamples }),
    counting: (bound) => {
      const counting = createCountingContext(context, bound);
      return createNetworkModels({
        ...options,
        context: counting.context,
        spending: () => {
          const { requests, promptTokens, completionTokens, dollars } = counting.costs().total;
          return { requests, tokens: promptTokens + completionTokens, dollars };
        },
      });
    },
  };
}
