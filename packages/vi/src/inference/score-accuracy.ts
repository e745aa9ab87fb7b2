import type { LossContext } from '@dln/losses';
import type { LayerQuery } from '../layers/score-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { ScoredCell } from '../layers/scored-cell.ts';
import { scoreSamples } from './answer-samples.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import { lossContext } from './loss-context.ts';
import { withLosses } from './with-losses.ts';

/** How a layer answers when it is scored by accuracy. */
export interface AccuracyScoring {
  /** A layer that writes classes does so here too. */
  readonly constrained: boolean;
  /** In place of the layer's own bound. */
  readonly maxTokens?: number;
}

/** As in the forward pass. */
export const asInForwardPass: AccuracyScoring = { constrained: true };

/** The reference (dln/vi/layers.py:125-153): free text of at most ten tokens. */
export const tenFreeTokens: AccuracyScoring = { constrained: false, maxTokens: 10 };

/** A query, and what a metric may read of its example. */
export interface AccuracyQuery extends LayerQuery {
  /** @default the layer's input */
  readonly source?: LossContext | undefined;
}

/**
 * 1 − loss of what the layer at `index` answers to each query: at temperature 0, or of several
 * samples, as the settings say.
 */
export async function scoreAccuracy(
  context: InferenceContext,
  index: number,
  queries: readonly AccuracyQuery[],
): Promise<readonly Outcome<ScoredCell>[]> {
  return scoreSamples(context, queries, (asked, temperature) =>
    scoreAnswers(context, index, asked, temperature),
  );
}

/** 1 − loss of one answer of the layer at `index` to each query. */
export async function scoreAnswers(
  context: InferenceContext,
  index: number,
  queries: readonly AccuracyQuery[],
  temperature: number,
): Promise<readonly Outcome<ScoredCell>[]> {
  const { loss, strategies } = context;
  const { constrained, maxTokens } = strategies.accuracy;
  const layer = layerAt(context, index);
  const answers = await writeLayer(
    { ...layer, writesClasses: constrained && layer.writesClasses },
    queries,
    {
      calls: callsOf(context, 'forward'),
      scoreModel: callsOf(context, 'score'),
      classScoring: strategies.classScoring,
      temperature,
      ...(maxTokens === undefined ? {} : { maxTokens }),
    },
  );
  const judged = await withLosses(
    loss,
    zip(queries, answers).map(([{ target, input, source }, outcome]) =>
      mapOutcome(outcome, ({ text }) => ({
        output: text,
        target,
        context: source ?? lossContext({ input, target, hiddenTexts: [] }),
      })),
    ),
  );
  return judged.map((outcome) => mapOutcome(outcome, (own) => ({ value: 1 - own.loss })));
}
