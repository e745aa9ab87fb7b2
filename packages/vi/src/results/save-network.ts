import type { Template } from '@dln/templates';
import type { AnswerSampleSettings } from '../inference/answer-samples.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { keyOfParameters, type LayerParameters } from '../layers/layer-parameters.ts';
import { priorsOf } from '../layers/calibration-reading.ts';
import type { LayerCalibration } from '../layers/layer-calibration.ts';
import type { Layer } from '../layers/layer.ts';
import { zip } from '../scoring/outcome.ts';
import { describeCalling } from './network-calling.ts';
import type { FewShot } from './prediction.ts';
import type { NetworkFile, SavedCalibration, SavedLayer, SavedTemplate } from './network-file.ts';

/** Options of `saveNetwork`. */
export interface SaveNetworkOptions {
  readonly context: InferenceContext;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly preset: NetworkFile['preset'];
  readonly task: Omit<NetworkFile['task'], 'loss'>;
  readonly scores: NetworkFile['scores'];
  /** Test accuracies on each of several models. @default not known */
  readonly modelAccuracies?:
    | readonly { readonly name: string; readonly testAccuracy: number | null }[]
    | undefined;
  /** Solved examples that stand before each input of a one-layer network. @default none */
  readonly fewShots?: readonly FewShot[];
  /** @default none */
  readonly recorded?: NetworkFile['recorded'];
}

/** A network as JSON that `loadNetwork` takes. */
export function saveNetwork({
  context,
  parameters,
  preset,
  task,
  scores,
  modelAccuracies = [],
  fewShots = [],
  recorded = null,
}: SaveNetworkOptions): NetworkFile {
  const { layers, models, settings, loss, ensemble } = context;
  return {
    format: 'dln-network',
    formatVersion: 2,
    layers: zip(layers, parameters).map(([layer, own]) => saveLayer(layer, own, parameters)),
    stripOptions: settings.stripOptions,
    ...(fewShots.length === 0 ? {} : { fewShots }),
    preset,
    task: { ...task, loss: loss.name },
    trainedWith: {
      forward: models.forward.id,
      backward: models.backward.id,
      score: models.score.id,
    },
    calling: describeCalling(models, layers, preset),
    scores,
    ...(settings.samplesPerExample === 1 ? {} : { sampling: saveSampling(settings) }),
    ...(ensemble
      ? {
          ensemble: {
            aggregate: ensemble.aggregate,
            members: ensemble.members.map(({ name, weight, models: { forward } }) => ({
              name,
              model: forward.id,
              weight,
              testAccuracy:
                modelAccuracies.find((model) => model.name === name)?.testAccuracy ?? null,
            })),
          },
        }
      : {}),
    recorded,
  };
}

function saveSampling({
  samplesPerExample,
  sampleAggregate,
  passAt,
  sampleTemperature,
}: AnswerSampleSettings): AnswerSampleSettings {
  return { samplesPerExample, sampleAggregate, passAt, sampleTemperature };
}

function saveLayer(
  layer: Layer,
  parameters: LayerParameters,
  network: readonly LayerParameters[],
): SavedLayer {
  const { template, residualTemplate, outputClasses, writesClasses, maxTokens } = layer;
  const { calibration, outputSchema } = layer;
  return {
    parameters,
    template: saveTemplate(template),
    residualTemplate: residualTemplate ? saveTemplate(residualTemplate) : null,
    outputClasses: outputClasses
      ? outputClasses.verbalizers.map((verbalizers) => verbalizers.join('|'))
      : null,
    writesClasses,
    maxTokens,
    ...(outputSchema
      ? { outputSchema: { name: outputSchema.name, schema: outputSchema.schema } }
      : {}),
    ...(calibration === undefined
      ? {}
      : { calibration: saveCalibration(calibration, parameters, network) }),
  };
}

/** The prior if it is known; otherwise the inputs that show it. */
function saveCalibration(
  calibration: LayerCalibration,
  parameters: LayerParameters,
  network: readonly LayerParameters[],
): SavedCalibration {
  const { name, inputs, shares, scales } = calibration;
  const key = keyOfParameters(parameters);
  const logPrior = priorsOf(calibration, network).get(key);
  const scale = scales?.get(key);
  return logPrior === undefined || !logPrior.every(Number.isFinite)
    ? { name, logPrior: null, inputs, ...(shares ? { shares } : {}) }
    : { name, logPrior, inputs: [], ...(scale === undefined ? {} : { scale }) };
}

function saveTemplate({ name, version, text, stopTokens }: Template): SavedTemplate {
  return { name, version, text, stopTokens: stopTokens ?? null };
}
