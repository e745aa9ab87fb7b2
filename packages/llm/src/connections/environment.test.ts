import { expect, it } from 'vitest';

import { readEnvironment } from './environment.ts';

it('reads the five variables', () => {
  expect(
    readEnvironment({
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: 'http://localhost/v1',
      OPENAI_API_TYPE: 'azure',
      OPENAI_API_VERSION: '2024-06-01',
      TOKENIZER_PATH: '/models/phi',
      OTHER: 'x',
    }),
  ).toEqual({
    apiKey: 'key',
    baseUrl: 'http://localhost/v1',
    apiType: 'azure',
    apiVersion: '2024-06-01',
    tokenizerPath: '/models/phi',
  });
});

it('leaves out what is unset or empty', () => {
  expect(readEnvironment({ OPENAI_API_KEY: '', OPENAI_BASE_URL: undefined })).toEqual({});
});

it('reads both spellings of OpenAI, and refuses a third', () => {
  expect(readEnvironment({ OPENAI_API_TYPE: 'open_ai' })).toEqual({ apiType: 'openai' });
  expect(readEnvironment({ OPENAI_API_TYPE: 'openai' })).toEqual({ apiType: 'openai' });
  const read = () => readEnvironment({ OPENAI_API_TYPE: 'azur' });
  expect(read).toThrow(expect.objectContaining({ code: 'invalid-environment-variable' }));
  expect(read).toThrow('OPENAI_API_TYPE is "azur". Set it to azure or openai, or unset it.');
});
