// The Vercel AI SDK: any model of any of its provider packages trains a network. Here one of a
// server on this machine, which judges by rules.

import { fileURLToPath } from 'node:url';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { loadDataset } from '@dln/datasets';
import { deduplicate, fromAiSdk, wrapModel } from '@dln/llm';
import { createLoss } from '@dln/losses';
import { loadTemplate } from '@dln/templates';
import {
  createStrategies,
  defaultInferenceSettings,
  defaultTrainingSettings,
  instructionOnly,
  instructionsOf,
  loadNetwork,
  onePromptForm,
  saveNetwork,
  train,
  type InferenceContext,
} from '@dln/vi';
import { startParrotServer } from './parrot-server.ts';

const proposals = ['Count the words.', 'Judge it by its last word.', 'Think well.'];

await using server = await startParrotServer((prompt, { seed = 0 }) => {
  if (prompt.includes('Write a better instruction'))
    return proposals[seed % proposals.length] ?? '';
  if (!prompt.includes('last word')) return 'positive';
  return /(cold|rude|stale)\.\W*\s*Answer:$/.test(prompt.trim()) ? 'negative' : 'positive';
});

const provider = createOpenAICompatible({ name: 'example', baseURL: `${server.url}/v1` });
const model = wrapModel(fromAiSdk(provider('small-model')), deduplicate());
console.log(model.id, 'can:', model.capabilities.scoresText ? 'generate, score' : 'generate');

const seed = 42;
const dataset = await loadDataset({
  name: fileURLToPath(new URL('reviews.yaml', import.meta.url)),
  dataDir: '.',
  seed,
});
const { inference, ...strategies } = createStrategies('standard', seed);

const context: InferenceContext = {
  layers: [{ template: loadTemplate('classify_forward'), writesClasses: false, maxTokens: 5 }],
  models: { forward: model, backward: model, score: model },
  templates: { prompt: loadTemplate('q_action_prompt:v3.5'), form: onePromptForm, posterior: [] },
  loss: createLoss('exact_text_loss'),
  strategies: inference,
  settings: {
    ...defaultInferenceSettings(1),
    // Chat endpoints give no probability of a text: candidates are compared by the share of right
    // answers.
    outputScoring: 'accuracy',
    promptCandidates: 6,
    backwardMaxTokens: 64,
  },
};

const parameters = [instructionOnly(dataset.instruction)];
const settings = {
  ...defaultTrainingSettings,
  iterations: 2,
  batchSize: 8,
  validationFrequency: 1,
};
let best = { parameters, devAccuracy: 0 };
for await (const event of train({
  context,
  strategies,
  settings,
  dataset,
  parameters,
  samplerSeed: seed,
})) {
  if (event.type === 'validated') {
    if (event.isBest) best = { parameters: [...event.parameters], devAccuracy: event.devAccuracy };
    const [prompt] = instructionsOf(event.parameters);
    console.log(`${event.iteration}: dev ${event.devAccuracy.toFixed(2)}, prompt "${prompt}"`);
  }
  if (event.type === 'tested') console.log('test:', event.testAccuracy.toFixed(2));
}

const network = loadNetwork(
  saveNetwork({
    context,
    parameters: best.parameters,
    preset: 'standard',
    task: { dataset: dataset.name, instruction: dataset.instruction },
    scores: { devAccuracy: best.devAccuracy, testAccuracy: null },
  }),
  { model },
);
const [prediction] = await network.predict(['The cheese was stale.']);
console.log('The cheese was stale:', prediction?.output);
