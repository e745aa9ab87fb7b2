import { readClass } from '@dln/losses';
import { argMax } from '../numerics/arg-max.ts';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import { callOptions, type ModelCalls } from '../scoring/model-calls.ts';
import { renameUnanswered, requireAnswers } from '../scoring/unanswered-error.ts';
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
  /** Called with the scores of a layer that writes classes, before its texts are returned. */
  readonly onClassScores?: (scores: readonly ClassScores[]) => void;
  /** In place of the layer's own. */
  readonly maxTokens?: number;
}

/**
 * The texts that a layer writes for each reading, in order: the most likely class, or a generated text with blank lines joined. Where class scores do not tell which
 * class is the most likely one, the layer generates, and the class is read from its answer; an answer that names no class is written as it stands.
 */
export async function writeLayer(
  layer: Layer,
  readings: readonly LayerReading[],
  options: WriteLayerOptions,
): Promise<readonly string[]> {
  const contexts = readings.map(({ input, prompt }) => renderLayer(layer, prompt, input));
  const { outputClasses, writesClasses } = layer;
  return writesClasses && outputClasses
    ? writeClasses(contexts, { layer, verbalizers: outputClasses.verbalizers }, options)
    : writeTexts(contexts, layer, options);
}

async function writeClasses(
  contexts: readonly string[],
  {
    layer,
    verbalizers,
  }: { readonly layer: Layer; readonly verbalizers: readonly (readonly string[])[] },
  options: WriteLayerOptions,
): Promise<readonly string[]> {
  const { classScoring, scoreModel, onClassScores } = options;
  const scores = await classScoring(contexts, { calls: scoreModel, verbalizers, aggregate: 'sum' });
  onClassScores?.(scores);
  const answers = scores.map(({ answer, logProbabilities }) =>
    answer === undefined ? argMax(logProbabilities) : answer,
  );
  const open = [...answers.keys()].filter((place) => answers[place] === null);
  const free = await renameUnanswered(
    open.length === 0
      ? Promise.resolve([])
      : writeTexts(
          open.map((place) => contexts[place] ?? ''),
          layer,
          { ...options, temperature: 0, seeds: [] },
        ),
    (one) => ({ ...one, index: open[one.index] ?? 0 }),
  );
  return answers.map((answer, place) => {
    if (answer !== null) return nameOf(verbalizers, answer);
    const text = free[open.indexOf(place)] ?? '';
    const read = readClass(text, verbalizers);
    return read === undefined ? text : nameOf(verbalizers, read);
  });
}

function nameOf(verbalizers: readonly (readonly string[])[], index: number): string {
  const name = verbalizers[index]?.[0];
  if (name === undefined) throw new RangeError(`no class ${index} among ${verbalizers.length}`);
  return name;
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
