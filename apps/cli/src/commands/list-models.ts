import { createEnvironmentEndpoint, loadRegistry } from '@dln/llm';
import { formatTable, type GivenSettings, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints the models that can be named. */
export async function listModels(options: {
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, isJson, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const { connectionsConfig } = resolveSettings(flags);
  if (connectionsConfig !== null) {
    const registry = await loadRegistry(connectionsConfig);
    const models = registry.names.map((name) => ({ name, id: registry.get(name).id }));
    stdout.write(
      isJson
        ? `${JSON.stringify(models, null, 2)}\n`
        : `${formatTable([['name', 'model'], ...models.map(({ name, id }) => [name, id])])}\n`,
    );
    return;
  }
  const endpoint = createEnvironmentEndpoint();
  const names = await endpoint.listModels({ signal });
  if (isJson) {
    stdout.write(
      `${JSON.stringify(
        names.map((name) => ({ name, id: name })),
        null,
        2,
      )}\n`,
    );
    return;
  }
  stderr.write(`${endpoint.baseUrl} ${names.length === 0 ? 'lists no models' : 'serves'}\n`);
  for (const name of names) stdout.write(`${name}\n`);
}
