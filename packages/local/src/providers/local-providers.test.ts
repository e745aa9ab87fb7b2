import { createRegistryFromYaml } from '@dln/llm';
import { afterAll, describe, expect, it } from 'vitest';
import { writeTinyModel } from '../testing/tiny-model-file.ts';
import { localProviders } from './local-providers.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

const registryOf = (yaml: string): ReturnType<typeof createRegistryFromYaml> =>
  createRegistryFromYaml(yaml, { providers: localProviders, variables: {} });

describe('localProviders', () => {
  it('opens a file that a connection names, with its options and defaults', async () => {
    const registry = await registryOf(`
      - name: fwd
        model: file:${file.path}
        max_tokens: 3
        options: { threads: 1, context_length: 64 }
    `);
    const [reply] = await registry.generate('fwd', 'bcd');
    expect(reply?.usage.completionTokens).toBeLessThanOrEqual(3);
    expect(registry.get('fwd').id).toBe('local:tiny.gguf');
    expect(registry.get('fwd').capabilities.contextLength).toBe(64);
  });

  it('knows the embedded model by its name, and a file by its URL', async () => {
    const registry = await registryOf(`
      - { name: small, model: embedded }
      - { name: own, model: 'file://${file.path}', options: { threads: 1 } }
    `);
    expect(registry.get('small').id).toBe('local:embedded');
    expect(await registry.get('own').countTokens('xyz')).toBe(3);
  });

  it.each([
    ['{ thread: 1 }', 'connections: fwd.options.thread: is no option. There are: threads,'],
    ['{ threads: many }', 'connections: fwd.options.threads: '],
    ['{ gpu: rocm }', 'connections: fwd.options.gpu: '],
  ])('reports what is wrong with options %s', async (options, message) => {
    const registry = registryOf(`- { name: fwd, model: embedded, options: ${options} }`);
    await expect(registry).rejects.toThrow(message);
  });

  it('reports a missing path', async () => {
    const registry = registryOf(`- { name: fwd, model: 'file:' }`);
    await expect(registry).rejects.toThrow('connections: fwd.model: has no path.');
  });
});
