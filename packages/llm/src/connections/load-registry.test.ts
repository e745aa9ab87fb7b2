import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { createFakeModel } from '../testing/create-fake-model.ts';
import { completionOf, sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import type { Connection } from './connection.ts';
import { createRegistryFromYaml, loadRegistry } from './load-registry.ts';

const key = { OPENAI_API_KEY: 'environment-key' };

describe('a connections file', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF- { name: a, model: m }\n')],
    ['UTF-16 LE', Buffer.from('\uFEFF- { name: a, model: m }\n', 'utf16le')],
    ['UTF-16 BE without a mark', Buffer.from('- { name: a, model: m }\n', 'utf16le').swap16()],
  ])('may be in %s', async (_name, bytes) => {
    const folder = await mkdtemp(join(tmpdir(), 'connections-'));
    const file = join(folder, 'models.yaml');
    await writeFile(file, bytes);
    expect((await loadRegistry(file, { variables: key })).names).toEqual(['a']);
    await rm(folder, { recursive: true });
  });

  it('in another encoding is refused with the line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'connections-'));
    const file = join(folder, 'models.yaml');
    await writeFile(file, Buffer.from('- name: a\n  model: caf\u00e9\n', 'latin1'));
    await expect(loadRegistry(file, { variables: key })).rejects.toThrow(
      'models.yaml:2: is not UTF-8. Save it as UTF-8',
    );
    await rm(folder, { recursive: true });
  });
});

describe('a registry from YAML', () => {
  it('has a model for each entry, with its defaults', async () => {
    const yaml = `
- { name: fwd, model: m, temperature: 0, max_tokens: 256, stop: "#", top_p: 0.9, seed: 7 }
- { name: bwd, model: m, base_url: "http://localhost/v1", temperature: null, stop: ["a", "b"] }
`;
    const registry = await createRegistryFromYaml(yaml, { variables: key });
    expect(registry.names).toEqual(['fwd', 'bwd']);
    expect(registry.get('fwd').defaults).toEqual({
      temperature: 0,
      maxTokens: 256,
      stop: ['#'],
      topP: 0.9,
      seed: 7,
    });
    expect(registry.get('bwd').defaults).toEqual({ stop: ['a', 'b'] });
    expect(registry.names.map((name) => registry.get(name).id)).toEqual([
      'openai-chat:m',
      'compatible-completions:m',
    ]);
  });

  it('inherits address and key from the environment', async () => {
    await using server = await startTestServer((_, response) =>
      sendJson(response, completionOf('hi')),
    );
    const variables = { ...key, OPENAI_BASE_URL: server.baseUrl };
    const registry = await createRegistryFromYaml('- { name: a, model: m }', { variables });
    expect(await registry.generate('a', 'Hello')).toMatchObject([{ text: 'hi' }]);
    expect(server.received[0]?.headers.authorization).toBe('Bearer environment-key');
  });

  it('switches off with null what it would inherit', async () => {
    await using server = await startTestServer((_, response) =>
      sendJson(response, completionOf('hi')),
    );
    const variables = { ...key, OPENAI_API_TYPE: 'azure', OPENAI_API_VERSION: '2024-06-01' };
    const yaml = `- { name: a, model: m, base_url: "${server.baseUrl}", api_key: null, api_type: null, api_version: null }`;
    const registry = await createRegistryFromYaml(yaml, { variables });
    await registry.generate('a', 'Hello');
    expect(registry.get('a').id).toBe('compatible-completions:m');
    expect(server.received[0]?.headers.authorization).toBe('Bearer EMPTY');
    expect(server.received[0]?.path).toBe('/v1/completions');
  });

  it('asks a deterministic question once', async () => {
    await using server = await startTestServer((_, response) =>
      sendJson(response, completionOf('hi')),
    );
    const variables = { ...key, OPENAI_BASE_URL: server.baseUrl };
    const registry = await createRegistryFromYaml('- { name: a, model: m }', { variables });
    await registry.generate('a', ['Hello', 'Hello']);
    await registry.generate('a', 'Hello');
    expect(server.received).toHaveLength(1);
  });

  it('sends all entries of one endpoint through one scheduler, whatever limits they name', async () => {
    let underWay = 0;
    let peak = 0;
    await using server = await startTestServer((_, response) => {
      peak = Math.max(peak, ++underWay);
      setImmediate(() => {
        underWay--;
        sendJson(response, completionOf('hi'));
      });
    });
    const yaml = `
- { name: a, model: m, base_url: "${server.baseUrl}", concurrency: 2 }
- { name: b, model: n, base_url: "${server.baseUrl}/", max_retries: 3 }
`;
    const registry = await createRegistryFromYaml(yaml, { variables: key });
    const prompts = Array.from({ length: 20 }, (_, index) => `Question ${index}`);
    await Promise.all(['a', 'b'].map((name) => registry.generate(name, prompts)));
    expect(peak).toBeLessThanOrEqual(2);
    expect(server.received).toHaveLength(40);
  });

  it('takes an entry’s word for what the model can do', async () => {
    const yaml = `
- name: a
  model: m
  api: completions
  capabilities: { scores_text: true, max_top_tokens: 7, seeds: false, context_length: 64 }
`;
    const registry = await createRegistryFromYaml(yaml, { variables: key });
    expect(registry.get('a').capabilities).toMatchObject({
      scoresText: true,
      maxTopTokens: 7,
      seeds: false,
      contextLength: 64,
      countsTokensExactly: false,
    });
  });

  it('makes models of other kinds through their providers', async () => {
    const seen: Connection[] = [];
    const provider = (connection: Connection) => {
      seen.push(connection);
      return Promise.resolve(createFakeModel({ id: `made:${connection.model}` }));
    };
    const yaml = `
- { name: a, model: embedded, temperature: 0.5 }
- { name: b, model: "file:./model.gguf" }
- { name: c, model: other, provider: file, options: { threads: 2 } }
- { name: d, model: "meta:llama" }
`;
    const registry = await createRegistryFromYaml(yaml, {
      variables: key,
      providers: { embedded: provider, file: provider },
    });
    expect(registry.names.map((name) => registry.get(name).id)).toEqual([
      'made:embedded',
      'made:file:./model.gguf',
      'made:other',
      'openai-chat:meta:llama',
    ]);
    expect(seen.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(seen[2]?.options).toEqual({ threads: 2 });
    expect(registry.get('a').defaults).toEqual({ temperature: 0.5 });
  });

  it('names what there is for a provider that is not', async () => {
    const yaml = '- { name: a, model: m, provider: embeded }';
    const providers = { embedded: () => createFakeModel() };
    const call = createRegistryFromYaml(yaml, { file: 'models.yaml', providers, variables: key });
    await expect(call).rejects.toThrow(
      'models.yaml: a.provider: there is no provider "embeded". There are: openai, embedded.',
    );
  });

  it('says which key is missing', async () => {
    const create = (yaml: string) => createRegistryFromYaml(yaml, { variables: {} });
    await expect(create('- { name: a, model: m }')).rejects.toThrow(
      expect.objectContaining({ code: 'missing-api-key' }),
    );
    await expect(create('- { name: a, model: m }')).rejects.toThrow(/OPENAI_API_KEY is not set/);
    await expect(create('- { name: a, model: m, api_key: "" }')).rejects.toThrow(/api_key of a/);
  });

  it('names what Azure lacks', async () => {
    const yaml = '- { name: a, model: m, api_type: azure, base_url: "https://x.azure.com" }';
    const call = createRegistryFromYaml(yaml, { variables: key });
    await expect(call).rejects.toThrow(
      expect.objectContaining({ code: 'unset-environment-variable' }),
    );
    await expect(call).rejects.toThrow(/OPENAI_API_VERSION is not set; connections \(a, api_type/);
  });
});

describe('a registry from a file', () => {
  it('is read from it, and names it in errors', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dln-llm-'));
    try {
      const file = join(folder, 'models.yaml');
      await writeFile(file, '- { name: a, model: m }');
      expect((await loadRegistry(file, { variables: key })).names).toEqual(['a']);
      await writeFile(file, '- { name: a, modle: m }');
      await expect(loadRegistry(file, { variables: key })).rejects.toThrow(`${file}:1: a.modle`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that is not there is one clear line', async () => {
    const call = loadRegistry('no/such/models.yaml', { variables: key });
    await expect(call).rejects.toThrow(expect.objectContaining({ code: 'invalid-connections' }));
    await expect(call).rejects.toThrow(
      'no/such/models.yaml: cannot be read (ENOENT). Name a YAML file with a list of models.',
    );
  });
});
