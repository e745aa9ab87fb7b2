import { Dataset } from '@dln/datasets';
import { type LanguageModel, promptText } from '@dln/llm';
import { createLoss } from '@dln/losses';
import { createTemplate, type Template } from '@dln/templates';
import { expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from './layers/layer-parameters.ts';
import {
  createStrategies,
  defaultInferenceSettings,
  defaultTrainingSettings,
  loadNetwork,
  NetworkFileError,
  onePromptForm,
  saveNetwork,
  train,
  type InferenceContext,
  type TrainResult,
} from './index.ts';

/*
 * The tour: a network of two layers learns to count. The model is a function that obeys two
 * instructions: under "Count." it writes the number of letters, under anything else it writes "hm";
 * it answers "even" or "odd" if its notes hold a number, and "even" otherwise.
 */
const template = (name: string, text: string): Template =>
  createTemplate({ name, version: 'v1.0', source: 'tiny.test.ts', text });

const usage = { promptTokens: 1, completionTokens: 1 };

function write(context: string): string {
  const [kind, prompt = '', input = '', notes = ''] = context.split('|');
  if (kind === 'better') return prompt === 'Count.' ? 'Think.' : 'Count.';
  if (kind === 'notes') return prompt === 'Count.' ? String(input.length) : 'hm';
  return Number(notes) % 2 === 1 ? 'odd' : 'even';
}

const model: LanguageModel = {
  id: 'counting-machine',
  capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
  countTokens: (text) => text.length,
  generate: async (requests) =>
    requests.map((request, index) => {
      const prompt = promptText(request.prompt);
      const isDrawn = prompt.startsWith('drawn');
      const [, , input = ''] = prompt.split('|');
      const text = isDrawn ? (index % 2 ? 'hm' : String(input.length)) : write(prompt);
      return { text, finishReason: 'stop' as const, usage };
    }),
  scoreText: async (requests) =>
    requests.map(({ context, continuation }) => ({
      logProbabilities: [Math.log(write(promptText(context).trim()) === continuation ? 0.9 : 0.1)],
      usage,
    })),
};

const examples = ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((input) => ({
  input,
  target: input.length % 2 === 1 ? 'odd' : 'even',
}));
const dataset = new Dataset({
  name: 'parity',
  splits: { train: examples, dev: examples, test: examples },
  seed: 1,
  instruction: 'Even or odd?',
});
const { inference, ...strategies } = createStrategies('standard', 1);
const context: InferenceContext = {
  layers: [
    {
      template: template('notes', 'notes|{{ prompt }}|{{ input }}'),
      writesClasses: false,
      maxTokens: 8,
    },
    {
      template: template('answer', 'answer|{{ prompt }}|{{ input }}'),
      residualTemplate: template('join', '{{ input }}|{{ output }}'),
      writesClasses: false,
      maxTokens: 8,
    },
  ],
  models: { forward: model, backward: model, score: model },
  templates: {
    prompt: template('better', 'better|{{ prompt }}'),
    form: onePromptForm,
    posterior: [template('drawn', 'drawn|{{ prompt }}|{{ input }}')],
  },
  loss: createLoss('exact_match_loss'),
  settings: {
    ...defaultInferenceSettings(2),
    promptCandidates: 3,
    hiddenSamples: 2,
    posteriorTemperature: 0.3,
    includePrior: false,
    burnInRatio: 0,
    trainedLayers: [true, false],
  },
  strategies: inference,
};

async function learn(): Promise<TrainResult> {
  const run = train({
    context,
    strategies,
    settings: { ...defaultTrainingSettings, iterations: 2, batchSize: 5, validationFrequency: 1 },
    dataset,
    parameters: ['', dataset.instruction].map(instructionOnly),
    samplerSeed: 1,
  });
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
  }
}

it('learns the hidden prompt that makes the answers right', async () => {
  const { parameters, devAccuracy, testAccuracy } = await learn();
  expect(instructionsOf(parameters)).toEqual(['Count.', 'Even or odd?']);
  expect([devAccuracy, testAccuracy]).toEqual([1, 1]);
});

it('saves what it learned, and answers from what was saved', async () => {
  const { parameters, devAccuracy, testAccuracy } = await learn();
  const saved = saveNetwork({
    context,
    parameters,
    preset: 'standard',
    task: { dataset: dataset.name, instruction: dataset.instruction },
    scores: { devAccuracy, testAccuracy },
  });
  const network = loadNetwork(JSON.parse(JSON.stringify(saved)), { model });
  const usage = { promptTokens: 2, completionTokens: 2, requests: 2 };
  expect(await network.predict(['fff', 'gg'])).toEqual([
    { output: 'odd', hiddenTexts: ['3'], answeredBy: 'generated', usage },
    { output: 'even', hiddenTexts: ['2'], answeredBy: 'generated', usage },
  ]);
});

it('takes nothing else for a network', () => {
  expect(() => loadNetwork({ format: 'dln-network' }, { model })).toThrow(NetworkFileError);
  expect(() => loadNetwork('{}', { model })).toThrow('This is not a saved network: at the top');
});
