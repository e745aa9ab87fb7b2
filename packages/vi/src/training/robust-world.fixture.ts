import type { GenerateRequest, LanguageModel } from '@dln/llm';
import { promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { inputs, prompts, smallWorld, targets } from './small-world.fixture.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { InferenceSettings } from '../inference/inference-settings.ts';
import { step, type StepResult } from '../inference/step.ts';

/** Whether a prompt gives the right answer to an example, in one of its samples. */
export type Rights = (prompt: string, example: number, sample: number) => boolean;

/** A call of `answeringModel`. */
export interface AnsweringCall {
  readonly temperature: number | undefined;
  readonly requests: readonly GenerateRequest[];
}

/** A model that answers an example right if `isRight`; samples are told apart by their seeds. */
export function answeringModel(
  isRight: Rights,
  calls: AnsweringCall[] = [],
  id = 'answering',
): LanguageModel {
  const seedsOf = new Map<string, number[]>();
  return {
    id,
    capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
    countTokens: () => 1,
    scoreText: async () => [],
    generate: async (requests, { temperature } = {}) => {
      calls.push({ temperature, requests });
      return requests.map(({ prompt: text, seed }) => {
        const [, prompt = '', input = ''] = promptText(text).split('#');
        const example = inputs.indexOf(input);
        const seeds = seedsOf.get(promptText(text)) ?? [];
        seedsOf.set(promptText(text), seeds);
        const isSampled = seed !== undefined && temperature !== 0;
        if (isSampled && !seeds.includes(seed)) seeds.push(seed);
        const sample = isSampled ? seeds.indexOf(seed) : 0;
        return {
          text: isRight(prompt, example, sample) ? (targets[example] ?? '') : 'wrong',
          finishReason: 'stop' as const,
          usage: { promptTokens: 1, completionTokens: 1 },
        };
      });
    },
  };
}

/** A network of one layer that is scored by accuracy, and proposes every prompt of the world. */
export function robustWorld(
  changes: Partial<InferenceContext>,
  settings: Partial<InferenceSettings> = {},
): InferenceContext {
  return { ...smallWorld(1, { outputScoring: 'accuracy', ...settings }), ...changes };
}

/** A step from `p0`, on every example. */
export async function stepOnce(context: InferenceContext): Promise<StepResult> {
  return step({
    state: { step: 0, parameters: ['p0'].map(instructionOnly), random: new RandomState(3).state() },
    batch: { inputs, targets },
    context,
    memory: [],
    wrongTextPenalty: 0,
  });
}

/** The reward of each prompt, rounded, in the order of the world. */
export function rewardsIn({ info }: StepResult): readonly (number | undefined)[] {
  const candidates = info.layers[0]?.update?.candidates ?? [];
  return prompts.map((prompt) => {
    const own = candidates.find(({ parameters }) => parameters.instruction === prompt);
    return own && Math.round(own.reward * 1e6) / 1e6;
  });
}
