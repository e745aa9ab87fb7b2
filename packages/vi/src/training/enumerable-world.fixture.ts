import {
  type GenerateOptions,
  type GenerateRequest,
  type LanguageModel,
  promptText,
} from '@dln/llm';
import type { Template } from '@dln/templates';
import type { InferenceContext } from '../inference/inference-context.ts';
import { defaultInferenceSettings } from '../inference/inference-settings.ts';
import { joinParagraphs } from '../layers/render-layer.ts';
import type { Layer, Layers } from '../layers/layer.ts';
import { onePromptForm } from '../samplers/prompt-sampler.ts';
import { createStrategies } from './presets.ts';

/*
 * A world in which log p(y | x) can be summed. A layer writes one of a few texts, each with a
 * random probability that depends on the layer, its prompt and what it reads. Texts have as many
 * tokens as one likes: a token's probability follows from those of the texts that begin with it, so
 * that sums of token log-probabilities are exact. The model samples as models do: by seed and
 * temperature, cut at the token limit and at stop texts.
 */

/** What differs from one world to the next. */
export interface EnumerableWorldOptions {
  readonly depth: number;
  /** Which random world. */
  readonly world: number;
  /** Tokens of a hidden text. */
  readonly hiddenTokens: number;
  /** The last layer has output classes, or writes texts of three tokens. @default 'classes' */
  readonly answers?: 'classes' | 'texts';
  /** The token limit of hidden layers. @default none */
  readonly maxTokens?: number;
  /** Of hidden layers. */
  readonly stop?: readonly string[];
}

/** A network in a world, and what is true of it. */
export interface EnumerableWorld {
  readonly context: InferenceContext;
  readonly examples: readonly { readonly input: string; readonly target: string }[];
  /** log p(y | x) in nats, summed over every chain of hidden texts. */
  readonly exact: (prompts: readonly string[], example: number) => number;
}

const classes = ['yes', 'no'];
const letters = ['a', 'b', 'c'];
const hiddenTexts = 5;

/** A uniform number in [0, 1) for anything that has a name. */
function uniform(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function template(render: (variables: Record<string, unknown>) => string, stop = {}): Template {
  return {
    name: 'enumerable-world',
    version: '1.0',
    source: 'enumerable-world.fixture.ts',
    text: '',
    variables: [],
    render,
    ...stop,
  };
}

/** Different texts of equal length in tokens. */
function textsOf(name: string, count: number, tokens: number): readonly string[] {
  const texts = new Set<string>();
  for (let draw = 0; texts.size < count; draw++)
    texts.add(
      Array.from({ length: tokens }, (_, at) => {
        const place = Math.floor(uniform(`${name}/${draw}/${at}`) * letters.length);
        return tokens === 1 ? `w${draw}` : (letters[place] ?? '');
      }).join(' '),
    );
  return [...texts];
}

/** Cuts a sample as a model does. */
function cut(text: string, maxTokens: number, stop: readonly string[]): string {
  // No text has more tokens than characters.
  if (stop.length === 0 && text.length <= maxTokens) return text;
  const limited = text.split(' ').slice(0, maxTokens).join(' ');
  const end = Math.min(...stop.map((word) => limited.indexOf(word)).filter((at) => at !== -1));
  return Number.isFinite(end) ? limited.slice(0, end) : limited;
}

/** A network of `depth` layers in a random world. */
export function enumerableWorld(options: EnumerableWorldOptions): EnumerableWorld {
  const { depth, world, hiddenTokens, answers = 'classes', maxTokens = 64, stop = [] } = options;
  const output = depth - 1;
  const texts = Array.from({ length: depth }, (_, layer) => {
    if (layer < output) return textsOf(`${world}/${layer}`, hiddenTexts, hiddenTokens);
    return answers === 'classes' ? classes : textsOf(`${world}/answers`, 3, 3);
  });

  /** `[text]`: what a layer writes after a context. */
  const tables = new Map<string, readonly number[]>();
  const tableOf = (context: string): readonly number[] => {
    const known = tables.get(context);
    if (known) return known;
    const layer = Number(context.slice(0, context.indexOf('#')));
    const weights = (texts[layer] ?? []).map((text) =>
      Math.exp(4 * uniform(`${world}/${context}/${text}`)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const table = weights.map((weight) => weight / total);
    tables.set(context, table);
    return table;
  };

  /** `[token][]`: the texts of a layer that begin as a continuation does up to each token. */
  const beginnings = new Map<string, readonly (readonly number[])[]>();
  const beginningsOf = (layer: number, continuation: string): readonly (readonly number[])[] => {
    const key = `${layer}/${continuation}`;
    const known = beginnings.get(key);
    if (known) return known;
    const tokens = continuation.split(' ');
    const found = tokens.map((_, last) => {
      const start = `${tokens.slice(0, last + 1).join(' ')} `;
      return (texts[layer] ?? []).flatMap((text, at) => (`${text} `.startsWith(start) ? [at] : []));
    });
    beginnings.set(key, found);
    return found;
  };

  const sample = (request: GenerateRequest, temperature: number): string => {
    const { seed = 0 } = request;
    const prompt = promptText(request.prompt);
    const layer = Number(prompt.slice(0, prompt.indexOf('#')));
    const table = tableOf(prompt);
    const sharpened =
      temperature === 1 ? table : table.map((p) => p ** (1 / Math.max(temperature, 1e-3)));
    const total = sharpened.reduce((sum, p) => sum + p, 0);
    let left = uniform(`${seed}/${prompt}`) * total;
    const at = sharpened.findIndex((p) => (left -= p) < 0);
    return texts[layer]?.at(at) ?? '';
  };
  const propose = (request: GenerateRequest): string => {
    const { seed = 0 } = request;
    const prompt = promptText(request.prompt);
    const [kind, layer = '0'] = prompt.split('#');
    const choices = kind === 'propose' ? ['p0', 'p1', 'p2', 'p3'] : (texts[Number(layer)] ?? []);
    return choices[Math.floor(uniform(`${seed}/${prompt}`) * choices.length)] ?? '';
  };

  const usage = { promptTokens: 1, completionTokens: 1 };
  const model: LanguageModel = {
    id: 'enumerable',
    capabilities: { scoresText: true, textScoring: 'in-process', maxTopTokens: 0, seeds: true },
    countTokens: () => 1,
    generate: async (requests, asked: GenerateOptions = {}) =>
      requests.map((request) => {
        const { temperature = 0, maxTokens: most = Infinity, stop: ends = [] } = asked;
        const isForward = /^\d/.test(promptText(request.prompt));
        const text = isForward ? sample(request, temperature) : propose(request);
        return { text: cut(text, most, ends), finishReason: 'stop' as const, usage };
      }),
    scoreText: async (requests) =>
      requests.map(({ context, continuation }) => {
        const asked = promptText(context).trim();
        const layer = Number(asked.slice(0, asked.indexOf('#')));
        const table = tableOf(asked);
        let before = 0;
        const logProbabilities = beginningsOf(layer, continuation).map((begun) => {
          const mass = Math.log(begun.reduce((sum, at) => sum + (table[at] ?? 0), 0));
          const logProbability = mass - before;
          before = mass;
          return logProbability;
        });
        return { logProbabilities, usage };
      }),
  };

  const layers = Array.from({ length: depth }, (_, index): Layer => {
    const isOutput = index === output;
    return {
      template: template(
        ({ prompt, input }) => `${index}#${String(prompt)}#${String(input)}`,
        isOutput || stop.length === 0 ? {} : { stopTokens: stop },
      ),
      residualTemplate: template(({ output: text, input }) => `${String(input)}|${String(text)}`),
      ...(isOutput && answers === 'classes'
        ? {
            outputClasses: {
              verbalizers: classes.map((name) => [name]),
              indexOf: (target: string) => classes.indexOf(target),
            },
          }
        : {}),
      writesClasses: isOutput && answers === 'classes',
      maxTokens: isOutput ? 8 : maxTokens,
    };
  });

  const examples = Array.from({ length: 4 }, (_, at) => ({
    input: `x${at}`,
    target: texts[output]?.at(Math.floor(uniform(`${world}/target/${at}`) * 2)) ?? '',
  }));
  const likelihood = (
    prompts: readonly string[],
    layer: number,
    reading: string,
    { input, target }: { readonly input: string; readonly target: string },
  ): number =>
    tableOf(`${layer}#${prompts[layer] ?? ''}#${reading}`).reduce((sum, p, at) => {
      const text = texts[layer]?.[at] ?? '';
      if (layer === output) return text === target ? sum + p : sum;
      const written = joinParagraphs(cut(text, maxTokens, stop));
      const above = likelihood(prompts, layer + 1, `${input}|${written}`, { input, target });
      return sum + p * above;
    }, 0);

  return {
    context: {
      layers: layers as unknown as Layers,
      models: { forward: model, backward: model, score: model },
      templates: {
        prompt: template(({ prompt }) => `propose#0#${String(prompt)}`),
        form: onePromptForm,
        posterior: [template(({ input, y }) => `posterior#0#${String(input)}#${String(y)}`)],
      },
      loss: {
        name: 'exact',
        compute: (outputs: readonly string[], labels: readonly string[]) =>
          outputs.map((text, at) => (text === labels[at] ? 0 : 1)),
      },
      settings: { ...defaultInferenceSettings(depth), heldOutRanking: false, promptCandidates: 4 },
      strategies: createStrategies('standard', world).inference,
    },
    examples,
    exact: (prompts, at) => {
      const example = examples[at] ?? { input: '', target: '' };
      return Math.log(likelihood(prompts, 0, example.input, example));
    },
  };
}
