import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { ProbeableModel } from './endpoint-model.ts';
import type { ScoreTextRequest } from '../language-model.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import type { EndpointModelOptions } from './endpoint-model.ts';

/** What the tests set of a model. */
type Asked = Partial<Pick<EndpointModelOptions, 'capabilities' | 'onRefusal'>>;

/** A model that sends lists of prompts. */
export const openModel = (baseUrl: string, asked: Asked = {}, prompts = 8): ProbeableModel =>
  createCompletionsModel({
    ...{ model: 'm', baseUrl, apiKey: 'EMPTY', capabilities: { promptLists: true } },
    scheduler: createScheduler({
      concurrency: 32,
      promptsPerRequest: prompts,
      sleep: async () => undefined,
    }),
    ...asked,
  });

type Text = ScoreTextRequest & { readonly context: string };

export const texts: readonly Text[] = Array.from({ length: 100 }, (_, index) => ({
  context: `Question ${index}: is it ${'very '.repeat(index % 5)}far?`,
  continuation: ' yes',
}));
