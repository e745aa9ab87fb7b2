// A training run: a network of two layers learns both prompts from a file of reviews; then it is
// saved, loaded and asked.

import { fileURLToPath } from 'node:url';
import { loadDataset } from '@dln/datasets';
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
import { toyModel } from './toy-model.ts';

const seed = 42;
const dataset = await loadDataset({
  name: fileURLToPath(new URL('reviews.yaml', import.meta.url)),
  dataDir: '.',
  seed,
});
const { inference, ...strategies } = createStrategies('standard', seed);

const context: InferenceContext = {
  layers: [
    { template: loadTemplate('suffix_forward_tbs'), writesClasses: false, maxTokens: 50 },
    {
      template: loadTemplate('classify_forward'),
      residualTemplate: loadTemplate('classify_residual'),
      ...(dataset.outputClasses ? { outputClasses: dataset.outputClasses } : {}),
      writesClasses: true,
      maxTokens: 5,
    },
  ],
  models: { forward: toyModel, backward: toyModel, score: toyModel },
  templates: {
    prompt: loadTemplate('q_action_prompt:v3.5'),
    form: onePromptForm,
    posterior: [loadTemplate('suffix_forward_tbs_y'), loadTemplate('suffix_forward_tbs')],
  },
  loss: createLoss('exact_text_loss'),
  strategies: inference,
  settings: {
    ...defaultInferenceSettings(2),
    promptCandidates: 6,
    hiddenSamples: 4,
    posteriorTemperature: 0.5,
    includePrior: false,
    heldOutRanking: false,
    burnInRatio: 0,
    backwardMaxTokens: 64,
  },
};

const settings = {
  ...defaultTrainingSettings,
  iterations: 4,
  batchSize: 8,
  validationFrequency: 1,
  memorySize: 2,
  wrongTextPenalty: 0,
};

// `train` says what happens, and returns what was learned.
const parameters = ['', dataset.instruction].map(instructionOnly);
const run = train({ context, strategies, settings, dataset, parameters, samplerSeed: seed });
let next = await run.next();
while (!next.done) {
  const event = next.value;
  if (event.type === 'validated') {
    const [first] = instructionsOf(event.parameters);
    console.log(
      `${event.iteration}: dev ${event.devAccuracy.toFixed(2)}, first prompt "${first ?? ''}"`,
    );
  }
  next = await run.next();
}
const { parameters: learned, devAccuracy, testAccuracy } = next.value;
console.log('test:', testAccuracy?.toFixed(2));

// The network as JSON, to be kept in a file; loaded, it answers with any model.
const json = JSON.stringify(
  saveNetwork({
    context,
    parameters: learned,
    preset: 'standard',
    task: { dataset: dataset.name, instruction: dataset.instruction },
    scores: { devAccuracy, testAccuracy },
  }),
);
const network = loadNetwork(JSON.parse(json), { model: toyModel });
const [prediction] = await network.predict(['The cheese was stale.']);
console.log('The cheese was stale:', prediction?.hiddenTexts[0], '→', prediction?.output);
