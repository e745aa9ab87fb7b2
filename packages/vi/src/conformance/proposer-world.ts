import { createFakeModel, type FakeGeneration, type FakeModel } from '@dln/llm/testing';
import { createTemplate, type Template } from '@dln/templates/template';
import type { InferenceContext } from '../inference/inference-context.ts';
import { defaultInferenceSettings } from '../inference/inference-settings.ts';
import type { ProposerQuestion } from '../inference/proposer.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { onePromptForm } from '../samplers/prompt-sampler.ts';
import { createStrategies } from '../training/presets.ts';

/** What a check changes in the world of a proposer. */
export interface WorldOptions {
  /** The backward model's reply to each request. @default a short instruction */
  readonly reply?: FakeGeneration;
  readonly signal?: AbortSignal;
  readonly changes?: Partial<InferenceContext>;
}

const LABELS = ['positive', 'negative'];

/** A network of one layer that names the mood of a text, and its models, which keep their calls. */
export function createProposerWorld({ reply, signal, changes }: WorldOptions = {}): {
  readonly context: InferenceContext;
  readonly model: FakeModel;
} {
  const model = createFakeModel({
    generate: reply ?? (({ prompt }) => `Name the mood in one word (${prompt.length}).`),
    scoreText: -1,
  });
  const context: InferenceContext = {
    layers: [
      { template: template('{{ prompt }}\n{{ input }}\n'), writesClasses: false, maxTokens: 8 },
    ],
    models: { forward: model, backward: model, score: model },
    templates: {
      prompt: template('Improve this instruction: {{ prompt }}\nBetter:'),
      form: onePromptForm,
      posterior: [template('{{ input }}\n{{ h }}\n')],
    },
    loss: {
      name: 'exact',
      compute: (outputs, targets) =>
        outputs.map((output, index) => (output === targets[index] ? 0 : 1)),
    },
    settings: defaultInferenceSettings(1),
    strategies: createStrategies('standard', 1).inference,
    promptPool: ['Answer with the mood.', 'Say positive or negative.'],
    ...(signal ? { signal } : {}),
    ...changes,
  };
  return { context, model };
}

/** What a proposer is asked: some examples are wrong, and there is memory. */
export function createQuestion(changes: Partial<ProposerQuestion> = {}): ProposerQuestion {
  const examples = Array.from({ length: 6 }, (_, batchIndex) => {
    const target = LABELS[batchIndex % 2] ?? '';
    const input = `Review ${batchIndex}: it was ${target === 'positive' ? 'warm' : 'cold'}.`;
    return { batchIndex, input, output: 'positive', target, loss: batchIndex % 2 };
  });
  return {
    index: 0,
    step: 0,
    round: 0,
    count: 4,
    trials: {},
    perRequest: 3,
    current: {
      instruction: 'Read the review. Think twice. Name the mood.',
      demonstrations: [{ input: 'It was fine.', output: 'positive' }],
    },
    memory: [instructionOnly('Be brief. Answer in one word.')],
    examples,
    others: LABELS.map((target, index) => ({ input: `Review ${index + 10}.`, target })),
    ...changes,
  };
}

function template(text: string): Template {
  return createTemplate({ name: 'check', version: '1', source: 'a conformance check', text });
}
