/** The models that a program can train with: what it imports for one, and the expression. */
const MODELS = {
  function: {
    imports: '',
    model: "async (prompt) => (prompt.includes('cold') ? 'negative' : 'positive')",
  },
  'ai-sdk': {
    imports: "import { MockLanguageModelV4 } from 'ai/test';\n",
    model: `new MockLanguageModelV4({
    doGenerate: async ({ prompt }) => ({
      content: [
        { type: 'text', text: JSON.stringify(prompt).includes('cold') ? 'negative' : 'positive' },
      ],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
      warnings: [],
    }),
  })`,
  },
  gguf: {
    imports: '',
    model: "'node_modules/@dln/local/model/embedded.gguf'",
  },
};

/** The names of the models. */
export const modelNames = /** @type {(keyof typeof MODELS)[]} */ (Object.keys(MODELS));

/**
 * The program of the README of `@dln/run`, with small sizes. It is JavaScript and strict TypeScript
 * at once.
 *
 * @param {keyof typeof MODELS} name
 */
export function programText(name) {
  const { imports, model } = MODELS[name];
  return `import { trainNetwork } from '@dln/run';
${imports}
const { network, testAccuracy } = await trainNetwork({
  data: 'reviews.csv',
  model: ${model},
  layers: 2,
  iterations: 1,
  settings: { batchSize: 2, numPSamples: 2, maxDevSize: 4, maxTestSize: 4, stopWhenPerfect: false },
});
const [answer] = await network.predict(['The soup was cold.']);
console.log(JSON.stringify({ testAccuracy, output: answer?.output }));
await network[Symbol.asyncDispose]();
`;
}

/** Runs the exported conformance checks with the test runner of Node. */
export const suitesText = `import { it } from 'node:test';
import { createDataset } from '@dln/datasets';
import { createDatasetChecks } from '@dln/datasets/testing';
import { createConformanceChecks, createFakeModel } from '@dln/llm/testing';
import { exactTextLoss } from '@dln/losses';
import { createLossChecks } from '@dln/losses/testing';
import { proposers } from '@dln/vi';
import { createProposerChecks } from '@dln/vi/testing';

const examples = Array.from({ length: 40 }, (_, index) => ({
  input: String(index),
  target: index % 2 === 0 ? 'even' : 'odd',
}));

for (const { name, run } of createLossChecks()) it(name, (test) => run(exactTextLoss, test));
for (const { name, run } of createDatasetChecks())
  it(name, (test) => run((seed) => createDataset({ examples, seed }), test));
for (const { name, run } of createProposerChecks())
  it(name, (test) => run(proposers.rewrite, test));
for (const { name, run } of createConformanceChecks())
  it(name, (test) => run(createFakeModel({ generate: '' }), test));
`;
