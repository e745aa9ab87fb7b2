import { argMax } from '../numerics/arg-max.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import { callOptions, type ModelCalls } from '../scoring/model-calls.ts';
import { requireAnswers } from '../scoring/unanswered-error.ts';
import type { Layer } from './layer.ts';
import { joinParagraphs, renderLayer } from './render-layer.ts';

/** What a layer reads: its input, under a prompt. */
export interface LayerReading {
  readonly input: string;
  readonly prompt: string;
}

/** Options of `writeLayer`. */
export interface WriteLayerOptions {
  readonly calls: ModelCalls;
  /** Scores classes for a layer that writes them. */
  readonly scoreModel: ModelCalls;
  readonly classScoring: ClassScoring;
  readonly temperature: number;
  /** One seed a reading, or none at all. */
  readonly seeds?: readonly number[];
  /** In place of the layer's own. */
  readonly maxTokens?: number;
}

/**
 * The texts that a layer writes for each reading, in order: the most likely class, or a generated text with blank lines joined.
 */
export async function writeLayer(
  layer: Layer,
  readings: readonly LayerReading[],
  options: WriteLayerOptions,
): Promise<readonly string[]> {
  const contexts = readings.map(({ input, prompt }) => renderLayer(layer, prompt, input));
  const { outputClasses, writesClasses } = layer;
  return writesClasses && outputClasses
    ? writeClasses(contexts, outputClasses.verbalizers, options)
    : writeTexts(contexts, layer, options);
}

async function writeClasses(
  contexts: readonly string[],
  verbalizers: readonly (readonly string[])[],
  { classScoring, scoreModel }: WriteLayerOptions,
): Promise<readonly string[]> {
  const scores = await classScoring(contexts, { calls: scoreModel, verbalizers, aggregate: 'sum' });
  return scores.map(({ logProbabilities }) => verbalizers[argMax(logProbabilities)]?.[0] ?? '');
}

async function writeTexts(
  contexts: readonly string[],
  layer: Layer,
  { calls, temperature, seeds, maxTokens = layer.maxTokens }: WriteLayerOptions,
): Promise<readonly string[]> {
  const requests = contexts.map((prompt, index) => {
    const seed = seeds?.[index];
    return seed === undefined ? { prompt } : { prompt, seed };
  });
  const { stopTokens } = layer.template;
  const generations = await calls.model.generate(requests, {
    ...callOptions(calls),
    temperature,
    maxTokens,
    ...(stopTokens ? { stop: stopTokens } : {}),
  });
  return requireAnswers(generations).map(({ text }) => joinParagraphs(text));
}
