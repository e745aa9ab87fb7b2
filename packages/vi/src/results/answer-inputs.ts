import type { LanguageModel } from '@dln/llm/model';
import { readClass } from '@dln/losses';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { Layer, Layers } from '../layers/layer.ts';
import { renderFewShots } from '../layers/render-few-shots.ts';
import { renderLayer } from '../layers/render-layer.ts';
import { runLayers } from '../layers/run-layers.ts';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import { groundsOf } from '../scoring/scoring-grounds.ts';
import { failedOutcome, mapOutcome, type Outcome, requireResult, zip } from '../scoring/outcome.ts';
import { createUsageMeter } from './measure-usage.ts';
import type { FewShot, Prediction, PredictOptions } from './prediction.ts';
import { createPieceJoiner, streaming } from './stream-last-layer.ts';

/** A network with its parameters and models. */
export interface RunnableNetwork {
  readonly layers: Layers;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly stripOptions: boolean;
  /** Solved examples before each input of a one-layer network. */
  readonly fewShots: readonly FewShot[];
  readonly classScoring: ClassScoring;
  readonly model: LanguageModel;
  readonly scoreModel: LanguageModel;
  /**
   * The last layer's classes are read from generated texts, because the model cannot score them.
   */
  readonly readsClasses: boolean;
}

/**
 * What a network makes of each input, in order, at temperature 0.
 *
 * @param onText called with the pieces of the last layer's text, for a single input
 */
export async function answerInputs(
  network: RunnableNetwork,
  inputs: readonly string[],
  { signal, onFailure = 'throw', fewShots }: PredictOptions,
  onText?: (piece: string) => void,
): Promise<readonly Prediction[]> {
  const outcomes = await runNetwork(network, withShots(network, inputs, fewShots), {
    signal,
    onText,
  });
  const read = await readOutputs(network, outcomes);
  return zip(outcomes, read).map(([whole, outcome]): Prediction => {
    if (!outcome.failure || onFailure === 'throw') return requireResult(outcome);
    const { failure, layer } = outcome;
    if (!whole.failure) return { ...whole, failure, failedLayer: network.layers.length - 1 };
    return {
      output: '',
      hiddenTexts: [],
      answeredBy: methodOf(network),
      failure,
      ...(layer === undefined ? {} : { failedLayer: layer }),
    };
  });
}

type Answered = Omit<Prediction, 'failure'>;

/** The answers with their values. One that does not match the output schema fails. */
async function readOutputs(
  { layers }: RunnableNetwork,
  outcomes: readonly Outcome<Answered>[],
): Promise<readonly Outcome<Answered>[]> {
  const { outputSchema } = lastOf(layers);
  if (!outputSchema) return outcomes;
  return Promise.all(
    outcomes.map(async (outcome): Promise<Outcome<Answered>> => {
      if (outcome.failure) return outcome;
      const { value, problem } = await outputSchema.read(outcome.output);
      if (problem === undefined) return { ...outcome, value };
      const failure = { kind: 'invalid-output', message: problem } as const;
      return failedOutcome({ failure, layer: layers.length - 1 });
    }),
  );
}

function withShots(
  { layers, fewShots: own }: RunnableNetwork,
  inputs: readonly string[],
  fewShots: PredictOptions['fewShots'],
): readonly string[] {
  const [{ template }, ...others] = layers;
  if (others.length > 0) return inputs;
  return inputs.map((input, place) =>
    renderFewShots(template, input, fewShots === undefined ? own : (fewShots[place] ?? [])),
  );
}

async function runNetwork(
  network: RunnableNetwork,
  inputs: readonly string[],
  {
    signal,
    onText,
  }: {
    readonly signal: AbortSignal | undefined;
    /**
     * Called with the pieces of the last layer's text, if it writes one and the model can stream.
     */
    readonly onText?: ((piece: string) => void) | undefined;
  },
): Promise<readonly Outcome<Answered>[]> {
  const { parameters, stripOptions, classScoring, model, scoreModel } = network;
  const meter = createUsageMeter();
  const stop = signal ? { signal } : {};
  const join = onText && methodOf(network) === 'generated' ? createPieceJoiner() : undefined;
  const passes = await runLayers({
    layers: network.readsClasses ? writingFreely(network.layers) : network.layers,
    parameters,
    inputs,
    stripOptions,
    calls: { model: meter.watch(model), ...stop },
    callsOf: (layer) =>
      join && layer === network.layers.length - 1
        ? { model: meter.watch(streaming(model, (piece) => onText?.(join(piece)))), ...stop }
        : undefined,
    scoreCalls: { model: meter.watch(scoreModel), ...stop },
    classScoring,
    temperature: 0,
  });
  const answered = passes.flatMap((outcome) => (outcome.failure ? [] : [outcome]));
  const usages = meter.usageOf(
    answered.map(({ layers }) =>
      zip(zip(network.layers, parameters), layers).map(([[layer, own], { layerInput }]) =>
        renderLayer(layer, own, layerInput),
      ),
    ),
  );
  const usageOf = new Map(zip(answered, usages));
  return passes.map((outcome) => {
    const usage = outcome.failure ? undefined : usageOf.get(outcome);
    return mapOutcome(outcome, ({ layers, output, classProbabilities, classScores }) => ({
      ...readOutput(network, output, classScores),
      hiddenTexts: layers.slice(0, -1).map(({ layerOutput }) => layerOutput),
      ...(classScores ? { scoring: groundsOf([classScores])[0] } : {}),
      ...(classProbabilities ? { classProbabilities } : {}),
      ...(usage ? { usage } : {}),
    }));
  });
}

/** The answer that the last layer's text stands for. */
function readOutput(
  network: RunnableNetwork,
  text: string,
  scores: ClassScores | undefined,
): Pick<Prediction, 'output' | 'answeredBy' | 'className'> {
  const verbalizers = lastOf(network.layers).outputClasses?.verbalizers ?? [];
  const index = readClass(text, verbalizers);
  const name = index === undefined ? undefined : verbalizers[index]?.[0];
  if (scores?.answer === null)
    return { output: text, answeredBy: name === undefined ? 'unread' : 'read' };
  if (!network.readsClasses) {
    const answeredBy = methodOf(network);
    const isFree = answeredBy === 'generated' && verbalizers.length > 0;
    return { output: text, answeredBy, ...(isFree ? { className: name ?? null } : {}) };
  }
  return name === undefined
    ? { output: text, answeredBy: 'unread' }
    : { output: name, answeredBy: 'read' };
}

function methodOf({ layers, readsClasses }: RunnableNetwork): Prediction['answeredBy'] {
  if (readsClasses) return 'read';
  return lastOf(layers).writesClasses ? 'class-scores' : 'generated';
}

function writingFreely([first, ...others]: Layers): Layers {
  const freely = (layer: Layer): Layer => ({ ...layer, writesClasses: false });
  return [freely(first), ...others.map(freely)];
}

function lastOf(layers: Layers): Layer {
  return layers.at(-1) ?? layers[0];
}
