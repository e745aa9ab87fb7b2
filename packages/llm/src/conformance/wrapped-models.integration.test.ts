import * as api from '@opentelemetry/api';
import { afterAll, beforeAll, describe, it } from 'vitest';

import {
  type Capabilities,
  createCompletionsModel,
  createRegistry,
  deduplicate,
  type LanguageModel,
  trace,
  wrapModel,
} from '../index.ts';
import type { TestServer } from '../testing/start-test-server.fixture.ts';
import { startTinyLanguageServer } from '../testing/tiny-language-server.fixture.ts';
import { createConformanceChecks } from './create-conformance-checks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTinyLanguageServer({ maxTop: 20, promptLogProbabilities: true });
});
afterAll(() => server[Symbol.asyncDispose]());

const completions = (capabilities?: Partial<Capabilities>): LanguageModel =>
  createCompletionsModel({
    model: 'tiny',
    baseUrl: server.baseUrl,
    apiKey: 'EMPTY',
    capabilities: { maxTopTokens: 20, ...capabilities },
  });

const models: Readonly<Record<string, () => LanguageModel>> = {
  'a completions model that is asked for prompt_logprobs': () =>
    completions({ textScoring: 'prompt-logprobs' }),
  'a deduplicated model': () => wrapModel(completions(), deduplicate()),
  'a traced model': () => wrapModel(completions(), trace({ api })),
  'a registered model': () => createRegistry().register('tiny', completions()),
};

describe.each(Object.entries(models))('%s', (_, createModel) => {
  for (const { name, run } of createConformanceChecks()) {
    it(name, (test) => run(createModel(), test));
  }
});
