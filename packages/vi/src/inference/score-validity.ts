import { writeLayer, type LayerReading } from '../layers/write-layer.ts';
import type { ScoredCell } from '../layers/scored-cell.ts';
import { failedOutcome, type Outcome } from '../scoring/outcome.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';

/** 1 for each reading whose text, written at temperature 0, matches the layer's schema, else 0. */
export async function scoreValidity(
  context: InferenceContext,
  index: number,
  readings: readonly LayerReading[],
): Promise<readonly Outcome<ScoredCell>[]> {
  const layer = layerAt(context, index);
  const { outputSchema } = layer;
  if (!outputSchema) throw new TypeError(`layer ${index} has no output schema`);
  const texts = await writeLayer(layer, readings, {
    calls: callsOf(context, 'forward'),
    scoreModel: callsOf(context, 'score'),
    classScoring: context.strategies.classScoring,
    temperature: 0,
  });
  return Promise.all(
    texts.map(async (outcome): Promise<Outcome<ScoredCell>> => {
      if (outcome.failure) return failedOutcome(outcome);
      const { problem } = await outputSchema.read(outcome.text);
      return { value: problem === undefined ? 1 : 0 };
    }),
  );
}
