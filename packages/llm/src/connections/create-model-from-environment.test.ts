import { describe, expect, it } from 'vitest';

import { sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createEnvironmentEndpoint } from './create-environment-endpoint.ts';
import { createModelFromEnvironment } from './create-model-from-environment.ts';

const azure = {
  OPENAI_API_KEY: 'key',
  OPENAI_API_TYPE: 'azure',
  OPENAI_API_VERSION: '2024-06-01',
  OPENAI_BASE_URL: 'https://resource.openai.azure.com/',
};

const idOf = (model: string, variables: Record<string, string>, api?: 'chat' | 'completions') =>
  createModelFromEnvironment({
    model,
    variables: { OPENAI_API_KEY: 'key', ...variables },
    ...(api === undefined ? {} : { api }),
  }).id;

describe('a model from the environment', () => {
  it('speaks chat where models are hosted, completions elsewhere, unless told', () => {
    const own = { OPENAI_BASE_URL: 'http://localhost:8000/v1' };
    expect(idOf('gpt-x', {})).toBe('openai-chat:gpt-x');
    expect(idOf('gpt-x-instruct', {})).toBe('openai-completions:gpt-x-instruct');
    expect(idOf('gpt-x', azure)).toBe('azure-chat:gpt-x');
    expect(idOf('gpt-x', own)).toBe('compatible-completions:gpt-x');
    expect(idOf('gpt-x', own, 'chat')).toBe('compatible-chat:gpt-x');
    expect(idOf('gpt-x', {}, 'completions')).toBe('openai-completions:gpt-x');
  });

  it('names the variable of a missing key', () => {
    const create = () => createModelFromEnvironment({ model: 'm', variables: {} });
    expect(create).toThrow(expect.objectContaining({ code: 'missing-api-key' }));
    expect(create).toThrow(/OPENAI_API_KEY is not set/);
  });

  it('shares an endpoint if it is given one', () => {
    const endpoint = createEnvironmentEndpoint({ variables: { OPENAI_API_KEY: 'key' } });
    expect(createModelFromEnvironment({ model: 'm', endpoint, variables: {} }).id).toBe(
      'openai-chat:m',
    );
  });

  it('counts tokens exactly where TOKENIZER_PATH names a tokenizer', () => {
    const variables = { OPENAI_API_KEY: 'key', TOKENIZER_PATH: '/models/phi' };
    const model = createModelFromEnvironment({ model: 'm', variables });
    expect(model.capabilities.countsTokensExactly).toBe(true);
  });
});

describe('the endpoint of the environment', () => {
  it('sends the key to the base URL', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, { data: [] }));
    const variables = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: server.baseUrl };
    await createEnvironmentEndpoint({ variables }).listModels();
    expect(server.received[0]?.headers.authorization).toBe('Bearer key');
  });

  it('finds Azure’s API behind the address of the resource', () => {
    expect(createEnvironmentEndpoint({ variables: azure }).baseUrl).toBe(
      'https://resource.openai.azure.com/openai',
    );
    const whole = { ...azure, OPENAI_BASE_URL: 'https://gateway/deployments' };
    expect(createEnvironmentEndpoint({ variables: whole }).baseUrl).toBe(
      'https://gateway/deployments',
    );
  });

  it.each(['OPENAI_BASE_URL', 'OPENAI_API_VERSION'])('needs %s at Azure', (name) => {
    const create = () => createEnvironmentEndpoint({ variables: { ...azure, [name]: undefined } });
    expect(create).toThrow(expect.objectContaining({ code: 'unset-environment-variable' }));
    expect(create).toThrow(`${name} is not set; OPENAI_API_TYPE=azure needs it.`);
  });
});
