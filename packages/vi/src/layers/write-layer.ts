import { readClass } from '@dln/losses';
import { argMax } from '../numerics/arg-max.ts';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import { callOptions, type ModelCalls } from '../scoring/model-calls.ts';
import { failedOutcome, mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { LayerParameters } from './layer-parameters.ts';
import { scoreRenderedClasses } from './layer-calibration.ts';
import type { Layer } from './layer.ts';
import { joinParagraphs, renderLayer } from './render-layer.ts';

/** What a layer reads: its input, under its parameters. */
export interface LayerReading {
  readonly input: string;
  readonly parameters: LayerParameters;
  /** Makes the text repeatable. @default none */
  readonly seed?: number | undefined;
}

/** What a layer writes. */
export interface LayerText {
  readonly text: string;
  /** The class scores that it was chosen by; absent for a layer that generates. */
  readonly scores?: ClassScores;
}

/** Options of `writeLayer`. */
export interface WriteLayerOptions {
  readonly calls: ModelCalls;
  /** Scores classes for a layer that writes them. */
  readonly scoreModel: ModelCalls;
  readonly classScoring: ClassScoring;
  readonly temperature: number;
  /** In place of the layer's own. */
  readonly maxTokens?: number;
}

/** A reading as the model continues it. */
interface WritingRequest {
  readonly prompt: string;
  readonly parameters: LayerParameters;
  readonly seed?: number | undefined;
}

/**
 * The texts that a layer writes for each reading, in order: the most likely class, or a generated
 * text with blank lines joined. If class scores do not tell which class is the most likely one, the
 * layer generates, and the class is read from its answer; an answer that names no class is written
 * as it is.
 */
export async function writeLayer(
  layer: Layer,
  readings: readonly LayerReading[],
  options: WriteLayerOptions,
): Promise<readonly Outcome<LayerText>[]> {
  const requests = readings.map(({ input, parameters, seed }) => ({
    prompt: renderLayer(layer, parameters, input),
    parameters,
    seed,
  }));
  const { outputClasses, writesClasses } = layer;
  return writesClasses && outputClasses
    ? writeClasses(requests, { layer, verbalizers: outputClasses.verbalizers }, options)
    : writeTexts(requests, layer, options);
}

async function writeClasses(
  requests: readonly WritingRequest[],
  {
    layer,
    verbalizers,
  }: { readonly layer: Layer; readonly verbalizers: readonly (readonly string[])[] },
  options: WriteLayerOptions,
): Promise<readonly Outcome<LayerText>[]> {
  const { classScoring, scoreModel: calls } = options;
  const scored = zip(
    requests,
    await scoreRenderedClasses(
      layer,
      requests.map(({ prompt, parameters }) => ({ context: prompt, parameters })),
      { classScoring, calls, verbalizers, aggregate: 'sum' },
    ),
  );
  const open = scored.flatMap(([request, { answer }]) => (answer === null ? [request] : []));
  const written = (
    open.length === 0
      ? []
      : await writeTexts(open.map(withoutSeed), layer, { ...options, temperature: 0 })
  ).values();
  return scored.map(([, outcome]): Outcome<LayerText> => {
    if (outcome.failure) return failedOutcome(outcome);
    const { answer, logProbabilities } = outcome;
    const scores = outcome as ClassScores;
    if (answer !== null)
      return { text: nameOf(verbalizers, answer ?? argMax(logProbabilities)), scores };
    const free = written.next();
    if (free.done) throw new RangeError(`fewer texts than ${open.length} requests`);
    return mapOutcome(free.value, ({ text }) => {
      const read = readClass(text, verbalizers);
      return { text: read === undefined ? text : nameOf(verbalizers, read), scores };
    });
  });
}

/** An answer at temperature 0 needs no seed. */
function withoutSeed({ prompt, parameters }: WritingRequest): WritingRequest {
  return { prompt, parameters };
}

function nameOf(verbalizers: readonly (readonly string[])[], index: number): string {
  const name = verbalizers[index]?.[0];
  if (name === undefined) throw new RangeError(`no class ${index} among ${verbalizers.length}`);
  return name;
}

async function writeTexts(
  requests: readonly WritingRequest[],
  layer: Layer,
  { calls, temperature, maxTokens = layer.maxTokens }: WriteLayerOptions,
): Promise<readonly Outcome<LayerText>[]> {
  const { template, outputSchema } = layer;
  const { stopTokens } = template;
  const generations = await calls.model.generate(
    requests.map(({ prompt, seed }) => (seed === undefined ? { prompt } : { prompt, seed })),
    {
      ...callOptions(calls),
      temperature,
      maxTokens,
      ...(stopTokens ? { stop: stopTokens } : {}),
      ...(outputSchema
        ? { replySchema: { name: outputSchema.name, schema: outputSchema.schema } }
        : {}),
    },
  );
  return generations.map(({ failure, text }) =>
    failure ? failedOutcome({ failure }) : { text: joinParagraphs(text) },
  );
}
