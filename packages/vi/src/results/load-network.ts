import type { JsonSchema, LanguageModel, ReplySchema } from '@dln/llm';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { streamPieces } from '@dln/llm/model';
import { classOfLabel } from '@dln/losses';
import { createTemplate, withNamedFields, type Template } from '@dln/templates/template';
import { keyOfParameters, type LayerParameters } from '../layers/layer-parameters.ts';
import type { LayerCalibration, PriorMemory } from '../layers/layer-calibration.ts';
import type { Layer, Layers } from '../layers/layer.ts';
import type { LayerClasses } from '../layers/output-classes.ts';
import type { CheckValue } from '../structured/check-value.ts';
import { type OutputSchema, toOutputSchema } from '../structured/output-schema.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import { givesNextTokens, scoresClasses } from '../scoring/scorable.ts';
import { wholeClass } from '../scoring/whole-class.ts';
import { answerInputs, type RunnableNetwork } from './answer-inputs.ts';
import { describeDifferences } from './describe-differences.ts';
import { createInputTexts, type InputTexts, type NetworkInput } from './input-texts.ts';
import { NetworkFileError } from './network-file-error.ts';
import type { NetworkFile, SavedCalibration, SavedLayer, SavedTemplate } from './network-file.ts';
import {
  createNetworkLanguageModel,
  type NetworkLanguageModel,
  type StreamPrediction,
} from './network-language-model.ts';
import { parseNetworkFile } from './parse-network-file.ts';
import type { Prediction, PredictOptions } from './prediction.ts';

/**
 * A trained network, ready to answer.
 *
 * @typeParam Value what the output schema describes
 */
export interface Network<Value = unknown> {
  /** `[layer]`: what was learned. */
  readonly parameters: readonly LayerParameters[];
  /** What it was made from. */
  readonly file: NetworkFile;
  /** In what it runs otherwise than it was trained, such as on another model; a sentence each. */
  readonly differences: readonly string[];
  /** Answers an input, at temperature 0: a text, or a row of the columns that it was trained on. */
  predict(input: NetworkInput, options?: PredictOptions): Promise<Prediction<Value>>;
  /** Answers each input, at temperature 0; predictions are in the order of the inputs. */
  predict(
    inputs: readonly NetworkInput[],
    options?: PredictOptions,
  ): Promise<readonly Prediction<Value>[]>;
  /**
   * The answer to an input, as the pieces of the last layer's text come. One piece if the model
   * cannot stream, if the reply is remembered, or if the last layer answers with a class.
   */
  stream(input: string, options?: Pick<PredictOptions, 'signal'>): AsyncIterable<string>;
  /** The network as a model of the AI SDK. The text of the last user message is its input. */
  asLanguageModel(): NetworkLanguageModel;
}

/** Options of `loadNetwork`. */
export interface LoadNetworkOptions<Value = unknown> {
  readonly model: LanguageModel;
  /** Gives the classes' log-probabilities. @default model */
  readonly scoreModel?: LanguageModel;
  /**
   * Checks and types the values of a network with an output schema, such as the zod schema that it
   * was trained with. @default `checkSchema` alone checks them
   */
  readonly output?: StandardSchemaV1<unknown, Value> | undefined;
  /**
   * Compiles the JSON Schema of the network: `createValueCheck`. Required for a network with an
   * output schema unless `output` is given. An option, so that apps of other networks do not bundle
   * the validator.
   */
  readonly checkSchema?: ((schema: JsonSchema) => CheckValue) | undefined;
}

/**
 * A saved network with a model to run on. If it was trained by scoring classes and the model gives
 * no log-probabilities, it generates its answers and reads the classes from them; `differences`
 * tells so, and names another model than the one it was trained with.
 *
 * @param json what `saveNetwork` gave, parsed
 * @throws NetworkFileError if it is something else, or if nothing can check its answers
 *
 * @example
 * const network = loadNetwork(JSON.parse(await readFile('runs/navigate/network.json', 'utf8')), { model });
 * const [{ output }] = await network.predict(['Take 3 steps. Turn around. Take 3 steps.']);
 */
export function loadNetwork<Value = unknown>(
  json: unknown,
  { model, scoreModel = model, output, checkSchema }: LoadNetworkOptions<Value>,
): Network<Value> {
  const file = parseNetworkFile(json);
  const { input: form } = file.task;
  const names = form?.template === null ? form.columns : undefined;
  const last = file.layers.length - 1;
  const [first, ...rest] = file.layers.map((layer, index) =>
    loadLayer(layer, names, { checkSchema, output: index === last ? output : undefined }),
  );
  if (!first) throw new NetworkFileError('it has no layer');
  if (output && !file.layers.at(-1)?.outputSchema)
    throw new NetworkFileError('it was trained without an output schema, so its values have none');
  const layers: Layers = [first, ...rest];
  const parameters = file.layers.map((layer) => layer.parameters);
  const isReference = file.preset === 'reference';
  const canScore = isReference ? givesNextTokens(scoreModel) : scoresClasses(scoreModel);
  const runnable: RunnableNetwork = {
    layers,
    parameters,
    stripOptions: file.stripOptions,
    fewShots: file.fewShots ?? [],
    classScoring: isReference ? flooredFirstToken : wholeClass,
    model,
    scoreModel,
    readsClasses: (layers.at(-1) ?? first).writesClasses && !canScore,
  };
  const predict = createPredict(runnable, createInputTexts(form));
  const stream: StreamPrediction = (input, { signal } = {}) =>
    streamPieces<Prediction>({
      signal,
      textOf: ({ output }) => output,
      produce: async (emit, ends) =>
        firstOf(await answerInputs(runnable, [input], { signal: ends }, emit)),
    });
  return {
    parameters,
    file,
    differences: describeDifferences(file, runnable),
    // Values have the type of `output`, which has checked them.
    predict: predict as Network<Value>['predict'],
    stream: async function* (input, options) {
      for await (const part of stream(input, options)) if (part.type === 'text') yield part.text;
    },
    asLanguageModel: () => createNetworkLanguageModel(file.task.dataset, { predict, stream }),
  };
}

function createPredict(network: RunnableNetwork, textOf: InputTexts): Network['predict'] {
  function predict(input: NetworkInput, options?: PredictOptions): Promise<Prediction>;
  function predict(
    inputs: readonly NetworkInput[],
    options?: PredictOptions,
  ): Promise<readonly Prediction[]>;
  async function predict(
    inputs: NetworkInput | readonly NetworkInput[],
    options: PredictOptions = {},
  ): Promise<Prediction | readonly Prediction[]> {
    if (isList(inputs)) return answerInputs(network, inputs.map(textOf), options);
    return firstOf(await answerInputs(network, [textOf(inputs)], options));
  }
  return predict;
}

function isList(inputs: NetworkInput | readonly NetworkInput[]): inputs is readonly NetworkInput[] {
  return Array.isArray(inputs);
}

function firstOf([prediction]: readonly Prediction[]): Prediction {
  if (!prediction) throw new RangeError('there is no prediction for the input');
  return prediction;
}

function loadLayer(
  saved: SavedLayer,
  names: readonly string[] | undefined,
  checks: Pick<LoadNetworkOptions, 'output' | 'checkSchema'>,
): Layer {
  const { template, residualTemplate, outputClasses, writesClasses, maxTokens } = saved;
  const { calibration, outputSchema } = saved;
  const load = (own: SavedTemplate): Template =>
    names === undefined ? loadTemplate(own) : withNamedFields(loadTemplate(own), names);
  return {
    template: load(template),
    ...(residualTemplate ? { residualTemplate: load(residualTemplate) } : {}),
    ...(outputClasses ? { outputClasses: loadClasses(outputClasses) } : {}),
    writesClasses,
    maxTokens,
    ...(outputSchema ? { outputSchema: loadSchema(outputSchema, checks) } : {}),
    ...(calibration ? { calibration: loadCalibration(calibration, saved.parameters) } : {}),
  };
}

function loadSchema(
  saved: ReplySchema,
  { output: standard, checkSchema }: Pick<LoadNetworkOptions, 'output' | 'checkSchema'>,
): OutputSchema {
  if (!standard && !checkSchema)
    throw new NetworkFileError(
      'its answers are JSON of a schema: pass that schema as "output", or createValueCheck of @dln/vi as "checkSchema"',
    );
  return toOutputSchema({ ...saved, standard, check: checkSchema?.(saved.schema) });
}

function loadCalibration(
  { name, logPrior, inputs, shares, scale }: SavedCalibration,
  parameters: LayerParameters,
): LayerCalibration {
  const priors: PriorMemory = new Map();
  if (logPrior !== null) priors.set(keyOfParameters(parameters), logPrior);
  const scales = new Map<string, number>();
  if (scale !== undefined) scales.set(keyOfParameters(parameters), scale);
  const readings = name === 'contextual' ? {} : { readings: new Map() };
  return { name, inputs, priors, scales, ...readings, ...(shares ? { shares } : {}) };
}

/**
 * All of the classes that answering needs; training, which looks targets up, has a dataset's own.
 */
function loadClasses(specifications: readonly string[]): LayerClasses {
  const verbalizers = specifications.map((specification) => specification.split('|'));
  return {
    verbalizers,
    indexOf: (target) => {
      const index = classOfLabel(target, verbalizers);
      if (index === undefined)
        throw new RangeError(`"${target}" is not one of ${specifications.join(', ')}`);
      return index;
    },
  };
}

function loadTemplate({ name, version, text, stopTokens }: SavedTemplate): Template {
  const source = 'a saved network';
  return createTemplate({ name, version, source, text, ...(stopTokens ? { stopTokens } : {}) });
}
