import type { LanguageModel } from '@dln/llm';
import { createTemplate, type Template } from '@dln/templates';
import { runLayers } from '../layers/run-layers.ts';
import type { Layer } from '../layers/layer.ts';
import type { LayerClasses } from '../layers/output-classes.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import { wholeClass } from '../scoring/whole-class.ts';
import { NetworkFileError } from './network-file-error.ts';
import {
  networkFileSchema,
  type NetworkFile,
  type SavedLayer,
  type SavedTemplate,
} from './network-file.ts';

/** What a network makes of an input. */
export interface Prediction {
  /** As the last layer wrote it. */
  readonly output: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
}

/** A trained network, ready to answer. */
export interface Network {
  /** What it was made from. */
  readonly file: NetworkFile;
  /** Answers each input, at temperature 0. */
  predict(
    inputs: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly Prediction[]>;
}

/** Options of `loadNetwork`. */
export interface LoadNetworkOptions {
  readonly model: LanguageModel;
  /** Gives the classes' log-probabilities. @default model */
  readonly scoreModel?: LanguageModel;
}

/**
 * A saved network with a model to run on.
 *
 * @param json what `saveNetwork` gave, parsed
 * @throws NetworkFileError where it is something else
 *
 * @example
 * const network = loadNetwork(JSON.parse(await readFile('runs/navigate/network.json', 'utf8')), { model });
 * const [{ output }] = await network.predict(['Take 3 steps. Turn around. Take 3 steps.']);
 */
export function loadNetwork(
  json: unknown,
  { model, scoreModel = model }: LoadNetworkOptions,
): Network {
  const file = parse(json);
  const [first, ...rest] = file.layers.map(loadLayer);
  if (!first) throw new NetworkFileError('it has no layer');
  return {
    file,
    predict: async (inputs, { signal } = {}) => {
      const stop = signal ? { signal } : {};
      const { texts } = await runLayers({
        layers: [first, ...rest],
        prompts: file.layers.map(({ prompt }) => prompt),
        inputs,
        stripOptions: file.stripOptions,
        calls: { model, ...stop },
        scoreCalls: { model: scoreModel, ...stop },
        classScoring: file.preset === 'reference' ? flooredFirstToken : wholeClass,
        temperature: 0,
      });
      return inputs.map((_, example) => ({
        output: texts.at(-1)?.[example] ?? '',
        hiddenTexts: texts.slice(0, -1).map((row) => row[example] ?? ''),
      }));
    },
  };
}

function parse(json: unknown): NetworkFile {
  const parsed = networkFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the top';
  throw new NetworkFileError(`at ${place}: ${issue?.message ?? 'unknown'}`, {
    cause: parsed.error,
  });
}

function loadLayer(saved: SavedLayer): Layer {
  const { template, residualTemplate, outputClasses, writesClasses, maxTokens } = saved;
  return {
    template: loadTemplate(template),
    ...(residualTemplate ? { residualTemplate: loadTemplate(residualTemplate) } : {}),
    ...(outputClasses ? { outputClasses: loadClasses(outputClasses) } : {}),
    writesClasses,
    maxTokens,
  };
}

/** All of the classes that answering needs; training, which looks targets up, has a dataset's own. */
function loadClasses(specifications: readonly string[]): LayerClasses {
  const verbalizers = specifications.map((specification) => specification.split('|'));
  return {
    verbalizers,
    indexOf: (target) => {
      const index = verbalizers.findIndex((texts) => texts.includes(target));
      if (index === -1) throw new RangeError(`"${target}" is none of ${specifications.join(', ')}`);
      return index;
    },
  };
}

function loadTemplate({ name, version, text, stopTokens }: SavedTemplate): Template {
  const source = 'a saved network';
  return createTemplate({ name, version, source, text, ...(stopTokens ? { stopTokens } : {}) });
}
