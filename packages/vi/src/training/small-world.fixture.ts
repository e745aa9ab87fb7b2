import {
  type GenerateRequest,
  type LanguageModel,
  type ScoreTextRequest,
  promptText,
} from '@dln/llm';
import { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';
import type { Layer, Layers } from '../layers/layer.ts';
import { onePromptForm } from '../samplers/prompt-sampler.ts';
import { createStrategies } from './presets.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import {
  defaultInferenceSettings,
  type InferenceSettings,
} from '../inference/inference-settings.ts';

/*
 * A world small enough to sum over: texts are four words, prompts are five words, and what a layer
 * writes depends on its prompt and on the text below by a table. The backward model draws each
 * hidden word once and proposes each other prompt once, so that a step sees all there is.
 */
export const words: readonly string[] = ['red', 'green', 'blue', 'grey'];
export const prompts: readonly string[] = ['p0', 'p1', 'p2', 'p3', 'p4'];
export const inputs: readonly string[] = ['x0', 'x1', 'x2', 'x3', 'x4', 'x5'];
export const targets: readonly string[] = ['red', 'grey', 'blue', 'red', 'green', 'blue'];

/**
 * log p(word | prompt, text), nats: a fixed table of pseudo-random weights, sharpened so that no
 * two prompts are alike.
 */
export function logProbability(layer: number, prompt: string, text: string, word: string): number {
  const context = `${layer}/${prompt}/${text}/`;
  const total = words.reduce((sum, other) => sum + Math.exp(weightOf(context + other)), 0);
  return weightOf(context + word) - Math.log(total);
}

const weights = new Map<string, number>();

function weightOf(key: string): number {
  const weight = weights.get(key) ?? 3 * new RandomState(hash(key)).randomSample();
  weights.set(key, weight);
  return weight;
}

function hash(text: string): number {
  return Buffer.from(text).reduce((value, byte) => (value * 31 + byte) >>> 0, 7);
}

function template(render: (variables: Record<string, unknown>) => string): Template {
  return {
    name: 'small-world',
    version: '1.0',
    source: 'small-world.fixture.ts',
    text: '',
    variables: [],
    render,
  };
}

/** A context is `layer#prompt#text`. */
function tableModel(): LanguageModel {
  const usage = { promptTokens: 1, completionTokens: 1 };
  const read = (context: string): [number, string, string] => {
    const [layer = '', prompt = '', text = ''] = context.trim().split('#');
    return [Number(layer), prompt, text];
  };
  return {
    id: 'table',
    capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
    countTokens: () => 1,
    generate: async (requests: readonly GenerateRequest[]) => {
      const drawn = new Map<string, number>();
      return requests.map(({ prompt }) => {
        const context = promptText(prompt);
        const turn = drawn.get(context) ?? 0;
        drawn.set(context, turn + 1);
        const text = reply(context, turn);
        return { text, finishReason: 'stop' as const, usage };
      });
    },
    scoreText: async (requests: readonly ScoreTextRequest[]) =>
      requests.map(({ context, continuation }) => ({
        logProbabilities: [logProbability(...read(promptText(context)), continuation)],
        usage,
      })),
  };

  function reply(context: string, turn: number): string {
    if (context.startsWith('posterior')) return words[turn % words.length] ?? '';
    if (context.startsWith('propose')) {
      const others = prompts.filter((prompt) => prompt !== context.split('#')[1]);
      return others[turn % others.length] ?? '';
    }
    return mostLikely(...read(context));
  }
}

/** What a layer writes at temperature 0. */
export function mostLikely(layer: number, prompt: string, text: string): string {
  return words.reduce((best, word) =>
    logProbability(layer, prompt, text, word) > logProbability(layer, prompt, text, best)
      ? word
      : best,
  );
}

/** What a test does not change: no chance, and nothing beside the likelihood. */
const settings: InferenceSettings = {
  ...defaultInferenceSettings(3),
  promptCandidates: prompts.length,
  hiddenSamples: words.length,
  heldOutRanking: false,
  copiedText: 'off',
  burnInRatio: 0,
  backwardMaxTokens: 8,
};

/** A network of `depth` layers in this world. */
export function smallWorld(
  depth: number,
  changes: Partial<InferenceSettings> = {},
): InferenceContext {
  const model = tableModel();
  const layers = Array.from({ length: depth }, (_, index): Layer => ({
    template: template(({ prompt, input }) => `${index}#${String(prompt)}#${String(input)}`),
    residualTemplate: template(({ output }) => String(output)),
    writesClasses: false,
    maxTokens: 4,
  }));
  return {
    layers: layers as unknown as Layers,
    models: { forward: model, backward: model, score: model },
    templates: {
      prompt: template(({ prompt }) => `propose#${String(prompt)}`),
      form: onePromptForm,
      posterior: [template(({ input, h }) => `posterior#${String(input)}#${String(h)}`)],
    },
    loss: {
      name: 'exact',
      compute: (outputs: readonly string[], labels: readonly string[]) =>
        outputs.map((output, index) => (output === labels[index] ? 0 : 1)),
    },
    settings: { ...settings, trainedLayers: layers.map(() => true), ...changes },
    strategies: createStrategies('standard', 1).inference,
  };
}
