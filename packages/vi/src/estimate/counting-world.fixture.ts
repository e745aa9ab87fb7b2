import { Dataset, type Example } from '@dln/datasets';
import { type LanguageModel, promptText } from '@dln/llm';
import { createLoss } from '@dln/losses';
import { createTemplate, type Template } from '@dln/templates';
import { instructionOnly } from '../layers/layer-parameters.ts';
import {
  defaultInferenceSettings,
  type InferenceSettings,
} from '../inference/inference-settings.ts';
import type { Layer, Layers } from '../layers/layer.ts';
import { onePromptForm } from '../samplers/prompt-sampler.ts';
import { createStrategies, type PresetName } from '../training/presets.ts';
import { train } from '../training/train.ts';
import type { TrainOptions } from '../training/train-options.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../training/training-settings.ts';

/*
 * A world in which a run takes as much as it can: every answer to a training example is wrong,
 * every proposal is new and better than all before, and each validation comes out otherwise than
 * those before. Its model counts what it is asked, answer by answer, with nothing remembered.
 */

/** What the model was asked. */
export interface Counts {
  forward: number;
  backward: number;
  scoreText: number;
  nextToken: number;
}

/** What differs from one run to the next. */
export interface WorldOptions {
  readonly preset: PresetName;
  readonly depth: number;
  readonly inference?: Partial<InferenceSettings>;
  readonly training?: Partial<TrainingSettings>;
  readonly writesClasses?: boolean;
  /** Every answer is right, and no proposal is better than what is there. @default false */
  readonly isPerfect?: boolean;
  /**
   * Under any prompt but the first one, half of the training examples are answered right.
   *
   * @default false
   */
  readonly proposalsHelp?: boolean;
  /** @default 12 */
  readonly trainSize?: number;
}

const classes = ['yes', 'no'];

/** A run in this world, and the counts of its model. */
export function countingWorld(options: WorldOptions): {
  readonly run: TrainOptions;
  readonly counts: Counts;
} {
  const { preset, depth, inference = {}, training = {} } = options;
  const { writesClasses = true, trainSize = 12 } = options;
  const counts: Counts = { forward: 0, backward: 0, scoreText: 0, nextToken: 0 };
  const model = createModel(options, counts);
  const { inference: strategies, ...others } = createStrategies(preset, 1);
  const settings: TrainingSettings = {
    ...defaultTrainingSettings,
    stopsWhenPerfect: false,
    testsInitialPrompts: false,
    batchSize: 5,
    tolerance: -1,
    ...training,
  };
  const layers = Array.from({ length: depth }, (_, index): Layer => {
    const isLast = index === depth - 1;
    return {
      template: template(`${isLast ? 'answer' : 'note'}#{{ prompt }}#{{ input }}{{ answer }}`),
      ...(index > 0 ? { residualTemplate: template('{{ input }} {{ output }}') } : {}),
      ...(isLast
        ? {
            outputClasses: {
              verbalizers: classes.map((name) => [name]),
              indexOf: (target: string) => classes.indexOf(target),
            },
          }
        : {}),
      writesClasses: isLast && writesClasses,
      maxTokens: 8,
    };
  });
  return {
    counts,
    run: {
      context: {
        layers: layers as unknown as Layers,
        models: { forward: model, backward: model, score: model },
        templates: {
          prompt: template('propose {{ prompt }}'),
          form: onePromptForm,
          posterior: [template('draw {{ input }} {{ h }}')],
        },
        loss: createLoss('exact_match_loss'),
        settings: {
          ...defaultInferenceSettings(depth),
          promptCandidates: 4,
          hiddenSamples: 3,
          ...inference,
        },
        strategies,
      },
      strategies: others,
      settings,
      dataset: new Dataset({
        name: 'counting',
        instruction: '',
        splits: { train: split('train', trainSize), dev: split('dev', 40), test: split('test', 7) },
        seed: 1,
        fewShots: settings.fewShots,
      }),
      parameters: Array.from({ length: depth }, () => instructionOnly('p0')),
      samplerSeed: 1,
    },
  };
}

/** Trains to the end. */
export async function trainAll(run: TrainOptions): Promise<void> {
  for await (const _event of train(run));
}

function split(name: string, size: number): readonly Example[] {
  return Array.from({ length: size }, (_, index) => ({
    input: `${name}-${index}`,
    target: labelOf(index),
  }));
}

function labelOf(index: number): string {
  return classes[index % 2] ?? '';
}

function template(text: string): Template {
  return createTemplate({
    name: 'counting',
    version: 'v1.0',
    source: 'counting-world.fixture.ts',
    text,
  });
}

function createModel(
  { preset, isPerfect = false, proposalsHelp = false }: WorldOptions,
  counts: Counts,
): LanguageModel {
  const usage = { promptTokens: 1, completionTokens: 1 };
  const rightAnswers = new Map<number, number>();
  let drawn = 0;

  /**
   * How many of the dev examples a prompt answers right: more each time for records, fewer each
   * time so that the best stays the first.
   */
  const rightUnder = (prompt: number): number => {
    const before = rightAnswers.size;
    const right = rightAnswers.get(prompt) ?? (preset === 'reference' ? 1 + before : 39 - before);
    rightAnswers.set(prompt, right);
    return right;
  };

  /** log p of the right class. */
  const rightLogProbability = (context: string): number => {
    const prompt = promptOf(context);
    const { name, index } = exampleOf(context);
    if (isPerfect) return Math.log(0.9);
    if (name === 'train' && proposalsHelp && prompt > 0 && index < 6) return Math.log(0.9);
    if (name === 'train') return Math.log(0.4 - 0.3 / (prompt + 1));
    return Math.log(index < rightUnder(prompt) ? 0.9 : 0.1);
  };
  const classLogProbability = (context: string, name: string): number => {
    const right = rightLogProbability(context);
    return name === labelOf(exampleOf(context).index) ? right : Math.log(1 - Math.exp(right));
  };
  const write = (context: string): string =>
    context.startsWith('note')
      ? 'a note'
      : (classes.toSorted(
          (a, b) => classLogProbability(context, b) - classLogProbability(context, a),
        )[0] ?? '');

  return {
    id: 'counting',
    capabilities: { scoresText: true, maxTopTokens: 5, seeds: true },
    countTokens: (text) => text.length,
    generate: async (requests) =>
      requests.map((request) => {
        const prompt = promptText(request.prompt);
        const isForward = /^(?:note|answer)/.test(prompt);
        counts[isForward ? 'forward' : 'backward']++;
        const text = isForward ? write(prompt) : `p${++drawn}`;
        return { text, finishReason: 'stop' as const, usage };
      }),
    nextToken: async (contexts) =>
      contexts.map(promptText).map((context) => {
        counts.nextToken++;
        // Under `standard` one class is shown in two letter cases, so that all verbalizers are
        // asked for in three.
        const names = preset === 'reference' ? classes : ['Yes', 'YES'];
        const top = names.map((token) => ({
          token,
          logProbability: preset === 'reference' ? classLogProbability(context, token) : -1,
        }));
        return {
          top: top.toSorted((a, b) => b.logProbability - a.logProbability),
          usage,
        };
      }),
    scoreText: async (requests) =>
      requests.map(({ context: asked, continuation }) => {
        const context = promptText(asked);
        counts.scoreText++;
        const text = continuation.trim().toLowerCase();
        const logProbability =
          context.startsWith('answer') && classes.includes(text)
            ? classLogProbability(context, text)
            : -1 / (isPerfect ? 1 : promptOf(context) + 1);
        return { logProbabilities: [logProbability], usage };
      }),
  };
}

function promptOf(context: string): number {
  return Number(/#p(\d+)#/.exec(context)?.[1] ?? 0);
}

/** The last one: few-shot examples stand before it. */
function exampleOf(context: string): { readonly name: string; readonly index: number } {
  const [, name = '', index = ''] = [...context.matchAll(/(train|dev|test)-(\d+)/g)].at(-1) ?? [];
  return { name, index: Number(index) };
}
