import { describe, expect, it } from 'vitest';

import {
  createChatModel,
  createCompletionsModel,
  createEndpoint,
  createModelFromEnvironment,
  createScheduler,
  createBudget,
} from './index.ts';

/** Options as JavaScript gives them, with no compiler between. */
const loose = (options: object): never => options as never;

const key = { apiKey: 'EMPTY', model: 'm' };

describe('{ baseURL }, the spelling of openai and of the AI SDK', () => {
  it('is taken for baseUrl', () => {
    const baseURL = 'http://localhost:1/v1';
    expect(createEndpoint(loose({ apiKey: 'EMPTY', baseURL })).baseUrl).toBe(baseURL);
    expect(createChatModel(loose({ ...key, baseURL })).id).toBe('compatible-chat:m');
    expect(createCompletionsModel(loose({ ...key, baseURL })).id).toBe('compatible-completions:m');
  });

  it('is refused beside another baseUrl', () => {
    const both = { apiKey: 'EMPTY', baseURL: 'http://a/v1', baseUrl: 'http://b/v1' };
    expect(() => createEndpoint(loose(both))).toThrow('baseUrl and its other spelling differ');
    expect(() => createEndpoint(loose({ ...both, baseURL: both.baseUrl }))).not.toThrow();
  });
});

it.each([
  [
    'createEndpoint',
    () => createEndpoint(loose({ apiKey: 'x', base_url: 'http://a' })),
    'base_url',
  ],
  ['createChatModel', () => createChatModel(loose({ ...key, maxTokens: 5 })), 'maxTokens'],
  [
    'createCompletionsModel',
    () => createCompletionsModel(loose({ ...key, url: 'http://a' })),
    'url',
  ],
  ['createScheduler', () => createScheduler(loose({ concurency: 1 })), 'concurency'],
  ['createBudget', () => createBudget(loose({ dollar: 1 })), 'dollar'],
  [
    'createModelFromEnvironment',
    () => createModelFromEnvironment(loose({ model: 'm', baseURL: 'http://a/v1' })),
    'baseURL',
  ],
])('%s refuses an option that it does not have', (caller, create, name) => {
  expect(create).toThrow(`${caller}: there is no option "${name}". There are: `);
});
