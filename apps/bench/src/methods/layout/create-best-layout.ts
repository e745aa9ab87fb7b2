import { accuracyOf, answerExamples, type AnsweredExample, type InferenceContext } from '@dln/vi';
import type { Learner } from '@dln/run';
import { loadTemplate } from '@dln/templates';
import { templatesDirectory } from '../../bench-directory.ts';

const batchSize = 20;

/**
 * Answers with the initial prompts in the layout of the last layer that has the best dev accuracy,
 * the first on ties.
 *
 * @param options `layouts`: names of templates
 */
export function createBestLayout({ layouts }: { readonly layouts: readonly string[] }): Learner {
  return async function* bestLayout({ context, dataset, parameters }) {
    const answer = async (
      own: InferenceContext,
      split: 'dev' | 'test',
    ): Promise<readonly AnsweredExample[]> =>
      answerExamples(own, {
        parameters,
        batches: dataset.iterate(split, batchSize),
        step: 0,
        purpose: split === 'dev' ? 'validation' : 'test',
      });
    let best = { context, accuracy: -1 };
    for (const [iteration, layout] of layouts.entries()) {
      const own = withLayout(context, layout);
      const examples = await answer(own, 'dev');
      const devAccuracy = accuracyOf(examples);
      const isBest = devAccuracy > best.accuracy;
      if (isBest) best = { context: own, accuracy: devAccuracy };
      yield { type: 'validated', iteration, parameters, devAccuracy, isBest, examples };
      yield { type: 'iteration', iteration, parameters, devAccuracy };
    }
    const examples = await answer(best.context, 'test');
    const iteration = layouts.length;
    const testAccuracy = accuracyOf(examples);
    yield { type: 'tested', iteration, parameters, testAccuracy, examples };
  };
}

/** The same network with another template in its last layer. */
function withLayout(context: InferenceContext, layout: string): InferenceContext {
  const template = loadTemplate(layout, { directory: templatesDirectory });
  const [first, ...others] = context.layers;
  const last = others.at(-1);
  return {
    ...context,
    layers:
      last === undefined
        ? [{ ...first, template }]
        : [first, ...others.slice(0, -1), { ...last, template }],
  };
}
