import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHashLm } from 'dln-hashlm';
import ts from 'typescript';
import { succeed } from './succeed.mjs';

/** Stands for the provider of the AI SDK that a README names. */
const PROVIDER = `import { MockLanguageModelV4 } from 'ai/test';
const answer = (prompt) => (JSON.stringify(prompt).includes('cold') ? 'negative' : 'positive');
export const openai = () =>
  new MockLanguageModelV4({
    doGenerate: async ({ prompt }) => ({
      content: [{ type: 'text', text: answer(prompt) }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
      warnings: [],
    }),
  });
`;

/** Makes the run that READMEs read. */
const TRAIN = `import { trainNetwork } from '@dln/run';
await trainNetwork({
  data: 'reviews.csv',
  model: async (prompt) => (prompt.includes('cold') ? 'negative' : 'positive'),
  runDirectory: 'runs/navigate-1',
  iterations: 1,
  settings: { batchSize: 2, numPSamples: 2, maxDevSize: 4, maxTestSize: 4 },
});
`;

/**
 * Runs the first example of each package's README, compiled to JavaScript. Addresses of servers are
 * replaced by that of a test server.
 *
 * @param {string} folder a project with the packages, and `reviews.csv`
 * @param {{ names: readonly string[], nodes: Readonly<Record<string, string>> }} options The
 *   packages, and the Node executables by version.
 */
export async function checkReadmes(folder, { names, nodes }) {
  prepare(folder);
  await using server = await startHashLm();
  for (const [version, node] of Object.entries(nodes)) {
    console.log(`running the examples of the READMEs on Node ${version}`);
    if (!existsSync(join(folder, 'runs'))) await succeed([node, 'train-example.mjs'], folder);
    for (const name of names) {
      const file = `readme-${name.split('/').at(-1)}.mjs`;
      writeFileSync(join(folder, file), exampleOf(folder, name).replaceAll(SERVER, server.baseUrl));
      await succeed([node, file], folder);
    }
  }
}

const SERVER = 'http://localhost:8000/v1';

/** @param {string} folder */
function prepare(folder) {
  const model = join(folder, 'node_modules/@dln/local/model/embedded.gguf');
  copyFileSync(model, join(folder, 'model.gguf'));
  const provider = join(folder, 'node_modules/@ai-sdk/openai');
  mkdirSync(provider, { recursive: true });
  writeFileSync(join(provider, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(provider, 'index.js'), PROVIDER);
  writeFileSync(join(folder, 'train-example.mjs'), TRAIN);
}

/**
 * @param {string} folder
 * @param {string} name
 */
function exampleOf(folder, name) {
  const readme = readFileSync(join(folder, 'node_modules', name, 'README.md'), 'utf8');
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  if (code === undefined) throw new Error(`The README of ${name} has no example in TypeScript.`);
  const { ES2022 } = ts.ScriptTarget;
  const compilerOptions = { target: ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}
