import { deduplicate, type LanguageModel } from '@dln/llm/model';
import { readClass } from '@dln/losses';
import type { Layer, Layers } from '../layers/layer.ts';
import { renderFewShots } from '../layers/render-few-shots.ts';
import { renderLayer } from '../layers/render-layer.ts';
import { runLayers } from '../layers/run-layers.ts';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import { groundsOf } from '../scoring/scoring-grounds.ts';
import { withoutUnanswered } from '../scoring/without-unanswered.ts';
import { createUsageMeter, type UsageMeter } from './measure-usage.ts';
import type { FewShot, Prediction, PredictOptions } from './prediction.ts';

/** A network with its prompts and models. */
export interface RunnableNetwork {
  readonly layers: Layers;
  /** `[layer]` */
  readonly prompts: readonly string[];
  readonly stripOptions: boolean;
  /** Solved examples before each input of a one-layer network. */
  readonly fewShots: readonly FewShot[];
  readonly classScoring: ClassScoring;
  readonly model: LanguageModel;
  readonly scoreModel: LanguageModel;
  /** The last layer's classes are read from generated texts, because the model cannot score them. */
  readonly readsClasses: boolean;
}

/** What a network makes of each input, in order, at temperature 0. */
export async function answerInputs(
  network: RunnableNetwork,
  inputs: readonly string[],
  { signal, onFailure = 'throw', fewShots }: PredictOptions,
): Promise<readonly Prediction[]> {
  const shown = withShots(network, inputs, fewShots);
  const meter = createUsageMeter();
  const measured = {
    ...network,
    model: meter.watch(network.model),
    scoreModel: meter.watch(network.scoreModel),
  };
  if (onFailure === 'throw') return runNetwork(measured, shown, { signal, meter });
  // The second round, without the inputs that failed, asks nothing twice.
  const patient = {
    ...network,
    model: deduplicate(measured.model),
    scoreModel: deduplicate(measured.scoreModel),
  };
  const places = [...shown.keys()];
  const { value, kept, left } = await withoutUnanswered(places, async (open) =>
    runNetwork(
      patient,
      shown.filter((_, place) => open.includes(place)),
      { signal, meter },
    ),
  );
  const answered = new Map(kept.map((place, at) => [place, value?.[at]] as const));
  const skipped = new Map(left.map(({ item, why }) => [item, why] as const));
  return places.map((place): Prediction => {
    const prediction = answered.get(place);
    if (prediction) return prediction;
    const why = skipped.get(place);
    if (!why) throw new RangeError(`input ${place} has neither an answer nor a failure`);
    return {
      output: '',
      hiddenTexts: [],
      answeredBy: methodOf(network),
      failure: why.failure,
      ...(why.layer === undefined ? {} : { failedLayer: why.layer }),
    };
  });
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
  { signal, meter }: { readonly signal: AbortSignal | undefined; readonly meter: UsageMeter },
): Promise<readonly Prediction[]> {
  const { prompts, stripOptions, classScoring, model, scoreModel } = network;
  const stop = signal ? { signal } : {};
  const {
    inputs: read,
    texts,
    classProbabilities,
    classScores,
  } = await runLayers({
    layers: network.readsClasses ? writingFreely(network.layers) : network.layers,
    prompts,
    inputs,
    stripOptions,
    calls: { model, ...stop },
    scoreCalls: { model: scoreModel, ...stop },
    classScoring,
    temperature: 0,
  });
  const usages = meter.usageOf(
    inputs.map((_, place) =>
      network.layers.map((layer, index) =>
        renderLayer(layer, prompts[index] ?? '', read[index]?.[place] ?? ''),
      ),
    ),
  );
  return inputs.map((_, place) => {
    const usage = usages[place];
    const written = texts.map((row) => row[place] ?? '');
    const probabilities = classProbabilities?.[place];
    const scores = classScores?.[place];
    return {
      ...readOutput(network, written.at(-1) ?? '', scores),
      hiddenTexts: written.slice(0, -1),
      ...(scores ? { scoring: groundsOf([scores])[0] } : {}),
      ...(probabilities ? { classProbabilities: probabilities } : {}),
      ...(usage ? { usage } : {}),
    };
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
