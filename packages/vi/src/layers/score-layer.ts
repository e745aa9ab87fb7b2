import type { AnswerSampling, ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import type { ModelCalls } from '../scoring/model-calls.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import { scoreEachText, type TextScoring } from '../scoring/text-scorer.ts';
import type { Layer } from './layer.ts';
import { separatorOption } from './answer-separator.ts';
import { scoreRenderedClasses } from './layer-calibration.ts';
import { renderLayer } from './render-layer.ts';
import { cellOf, type ScoredCell } from './scored-cell.ts';
import type { LayerReading } from './write-layer.ts';

/** A text that a layer should have written for a reading. */
export interface LayerQuery extends LayerReading {
  readonly target: string;
}

/** Options of `scoreLayer`. */
export interface ScoreLayerOptions {
  readonly calls: ModelCalls;
  readonly textScoring: TextScoring;
  readonly classScoring: ClassScoring;
  /** Share of a text's first tokens that is not counted. */
  readonly burnInRatio: number;
  /**
   * Answers for each reading, where classes are scored by counting answers. @default what the
   * scoring takes
   */
  readonly samples?: number;
}

/**
 * log p(target | input, parameters) of each query, in nats, in order, and what it rests on: of the
 * target's class if the layer has output classes, per token of the text otherwise (paper, section
 * 2.2).
 */
export async function scoreLayer(
  layer: Layer,
  queries: readonly LayerQuery[],
  options: ScoreLayerOptions,
): Promise<readonly Outcome<ScoredCell>[]> {
  const { outputClasses } = layer;
  if (!outputClasses) return scoreLayerTexts(layer, queries, options);
  const scores = await scoreLayerClasses(layer, queries, options);
  return zip(queries, scores).map(([{ target }, outcome]) =>
    mapOutcome(outcome, (own) => cellOf(own, outputClasses.indexOf(target))),
  );
}

/** log p of each target's text, per token, whether or not the layer has output classes. */
export async function scoreLayerTexts(
  layer: Layer,
  queries: readonly LayerQuery[],
  { calls, textScoring, burnInRatio }: ScoreLayerOptions,
): Promise<readonly Outcome<ScoredCell>[]> {
  return scoreEachText(
    queries.map(({ input, parameters, target }) => ({
      context: renderLayer(layer, parameters, input),
      target,
      ...separatorOption(layer.template),
    })),
    { calls, scoring: textScoring, burnInRatio },
  );
}

/** The distribution over a layer's output classes for each reading, in order. */
export async function scoreLayerClasses(
  layer: Layer,
  readings: readonly LayerReading[],
  { calls, classScoring, samples }: ScoreLayerOptions,
): Promise<readonly Outcome<ClassScores>[]> {
  return scoreRenderedClasses(
    layer,
    readings.map(({ input, parameters }) => ({
      context: renderLayer(layer, parameters, input),
      parameters,
    })),
    {
      classScoring,
      calls,
      verbalizers: layer.outputClasses?.verbalizers ?? [],
      aggregate: layer.writesClasses ? 'sum' : 'max',
      ...(samples === undefined ? {} : { sampling: samplingOf(layer, samples) }),
    },
  );
}

/** As the layer answers in a forward pass. */
function samplingOf({ maxTokens, template }: Layer, samples: number): AnswerSampling {
  return { samples, maxTokens, stop: template.stopTokens };
}
