import { createConformanceChecks } from '@dln/llm/testing';
import { afterAll, describe, it } from 'vitest';
import { createLocalModel } from './create-local-model.ts';
import { writeTinyModel } from './testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

describe('a local model', () => {
  for (const { name, run } of createConformanceChecks()) it(name, (test) => run(model, test));
});
