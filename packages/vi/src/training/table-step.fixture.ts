import type { GenerateOptions, GenerateRequest, LanguageModel } from '@dln/llm';
import { RandomState } from '@dln/random';
import { expect } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { Layer } from '../layers/layer.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import {
  inputs,
  logProbability as logP,
  prompts,
  smallWorld,
  words,
} from './small-world.fixture.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { InferenceSettings } from '../inference/inference-settings.ts';
import type { InferenceStrategies } from '../inference/inference-strategies.ts';
import { step, type StepResult } from '../inference/step.ts';

/*
 * One step in the small world, with all that it asked and all figures of its candidates. Layers
 * above the first read `input|text`, so that a hidden text with the network's input and the text
 * alone have different probabilities.
 */

/** log p(word | prompt, reading) of a layer, in nats. */
export { logP };

/** What a layer writes at temperature 0. */
export function writes(layer: number, prompt: string, reading: string): string {
  return largest((word) => logP(layer, prompt, reading, word));
}

/** The first word with the largest figure. */
export function largest(figure: (word: string) => number): string {
  return words.reduce((best, word) => (figure(word) > figure(best) ? word : best));
}

/** softmax of a figure over some words */
export function weightsOf(
  figure: (word: string) => number,
  among: readonly string[] = words,
): Record<string, number> {
  const total = among.reduce((sum, word) => sum + Math.exp(figure(word)), 0);
  return Object.fromEntries(among.map((word) => [word, Math.exp(figure(word)) / total]));
}

/** The mean of a figure over the examples. */
export function meanOver(figure: (example: number) => number): number {
  return inputs.reduce((sum, _, example) => sum + figure(example), 0) / inputs.length;
}

/** Σ weight × figure */
export function expected(
  weights: Record<string, number> | undefined,
  figure: (word: string) => number,
): number {
  return Object.entries(weights ?? {}).reduce(
    (sum, [word, weight]) => sum + weight * figure(word),
    0,
  );
}

/** A figure of every prompt, to compare with what a step found. */
export function ofEach(figure: (prompt: string) => number): Record<string, unknown> {
  return Object.fromEntries(prompts.map((prompt) => [prompt, near(figure(prompt))]));
}

/** A matcher for a number. */
export function near(value: number): unknown {
  return Number.isFinite(value) ? (expect.closeTo(value, 9) as unknown) : value;
}

/**
 * The prompt with the largest figure; among equals the earlier one, beginning with the present
 * prompt.
 */
export function best(present: string, figure: (prompt: string) => number): string {
  return [present, ...prompts].reduce((winner, prompt) =>
    figure(prompt) > figure(winner) ? prompt : winner,
  );
}

/** One call of a model. */
export interface Asked {
  readonly role: 'forward' | 'backward';
  readonly requests: readonly GenerateRequest[];
  readonly options: GenerateOptions;
}

/** What a test changes of the small world. */
export interface TableStepOptions {
  /** `[layer]` */
  readonly start: readonly string[];
  readonly targets: readonly string[];
  readonly settings?: Partial<InferenceSettings>;
  readonly strategies?: Partial<InferenceStrategies>;
  readonly context?: Partial<InferenceContext>;
  /** Changes each layer. */
  readonly layer?: Partial<Layer>;
  readonly inputs?: readonly string[];
  readonly memory?: readonly (readonly string[])[];
  readonly wrongTextPenalty?: number;
  /** log q of a drawn hidden text. @default the model tells none */
  readonly logQ?: (text: string) => readonly number[];
}

/** A step's outcome. */
export interface TableStep extends StepResult {
  readonly asked: readonly Asked[];
  /** `[layer][prompt]` */
  readonly scores: readonly Record<string, number>[];
  /** `[layer][prompt]` */
  readonly rewards: readonly Record<string, number>[];
}

/** Makes one step. */
export async function tableStep(options: TableStepOptions): Promise<TableStep> {
  const { start, targets, logQ, memory = [], wrongTextPenalty = 0 } = options;
  const base = smallWorld(start.length, options.settings);
  const asked: Asked[] = [];
  const recorded = (role: Asked['role'], model: LanguageModel): LanguageModel => ({
    ...model,
    generate: async (requests, how = {}) => {
      asked.push({ role, requests, options: how });
      const replies = await model.generate(requests, how);
      return replies.map((reply) =>
        role === 'backward' && logQ
          ? {
              ...reply,
              tokens: logQ(reply.text).map((value) => ({ token: '', logProbability: value })),
            }
          : reply,
      );
    },
  });
  const [first, ...others] = base.layers;
  const read: Layer = {
    ...first,
    residualTemplate: {
      ...first.template,
      render: ({ input, output }) => `${String(input)}|${String(output)}`,
    },
    ...options.layer,
  };
  const layers: InferenceContext['layers'] = [
    read,
    ...others.map(({ template }) => ({ ...read, template })),
  ];
  const context: InferenceContext = {
    ...base,
    layers,
    models: {
      ...base.models,
      forward: recorded('forward', base.models.forward),
      backward: recorded('backward', base.models.backward),
    },
    ...options.context,
    strategies: { ...base.strategies, ...options.strategies },
  };
  const result = await step({
    state: { step: 0, parameters: start.map(instructionOnly), random: new RandomState(3).state() },
    batch: { inputs: options.inputs ?? inputs, targets },
    context,
    memory: memory.map((entry) => entry.map(instructionOnly)),
    wrongTextPenalty,
  });
  const figures = (name: 'score' | 'reward'): readonly Record<string, number>[] =>
    result.info.layers.map(({ update }) =>
      Object.fromEntries(
        (update?.candidates ?? []).map((one) => [one.parameters.instruction, one[name]]),
      ),
    );
  return { ...result, asked, scores: figures('score'), rewards: figures('reward') };
}

/** The words as classes, with probabilities from the table. */
export const wordClasses: Pick<Layer, 'outputClasses'> = {
  outputClasses: {
    verbalizers: words.map((word) => [word]),
    indexOf: (target) => words.indexOf(target),
  },
};

/** log p of each word, read off the table. */
export const tableClasses: ClassScoring = Object.assign(
  async (contexts: readonly string[]) =>
    contexts.map((context) => {
      const [layer = '', prompt = '', reading = ''] = context.split('#');
      return {
        logProbabilities: words.map((word) => logP(Number(layer), prompt, reading, word)),
        method: 'whole-class' as const,
        strategy: 'table',
      };
    }),
  { plan: () => 'table' },
);
