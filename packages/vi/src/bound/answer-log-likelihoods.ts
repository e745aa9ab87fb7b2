import { callsOf, layerAt, type InferenceContext } from '../inference/inference-context.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import { scoreLayer } from '../layers/score-layer.ts';
import { failedOutcome, type Outcome } from '../scoring/outcome.ts';
import { separatorInContext, type TextScoring } from '../scoring/text-scorer.ts';
import { wholeClass } from '../scoring/whole-class.ts';

/** log p of the whole text: every token counts, and none is averaged. */
const summed: TextScoring = {
  split: separatorInContext.split,
  normalize: (logProbabilities) => logProbabilities.reduce((total, value) => total + value, 0),
};

/** What the last layer reads, and what it should answer. */
export interface AnswerQuery {
  readonly reading: string;
  readonly target: string;
}

/**
 * log p(y | reading) of the last layer, in nats: of the target's class among all classes, or,
 * without output classes, that the answer begins with the target, as the sum of the target's token
 * log-probabilities. A class score that is bounded, not known, counts as its lower bound. The same
 * under every preset.
 */
export async function answerLogLikelihoods(
  context: InferenceContext,
  parameters: LayerParameters,
  queries: readonly AnswerQuery[],
): Promise<readonly Outcome<{ readonly nats: number }>[]> {
  const layer = context.layers.length - 1;
  const cells = await scoreLayer(
    layerAt(context, layer),
    queries.map(({ reading, target }) => ({ input: reading, parameters, target })),
    {
      calls: callsOf(context, 'score'),
      textScoring: summed,
      classScoring: wholeClass,
      burnInRatio: 0,
    },
  );
  return cells.map(({ failure, value, bounds }) =>
    failure ? failedOutcome({ failure, layer }) : { nats: bounds?.lower ?? value },
  );
}
