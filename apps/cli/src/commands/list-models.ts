import { createEnvironmentEndpoint, loadRegistry } from '@dln/llm';
import { localProviders } from '@dln/local';
import {
  formatSize,
  formatTable,
  type GivenSettings,
  listStoredModels,
  readEnvironment,
  resolveSettings,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** A model that can be named, as `--json` prints it. */
interface ListedModel {
  readonly name: string;
  readonly id: string;
  /** `fetchable`: published, and not fetched yet. */
  readonly place: 'connections' | 'embedded' | 'fetched' | 'fetchable' | 'served';
  /** Its source. */
  readonly source: string;
}

/** Prints the models that can be named. */
export async function listModels(options: {
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, isJson, surroundings } = options;
  const { stdout, signal } = surroundings;
  const { connectionsConfig } = resolveSettings(flags);
  const models =
    connectionsConfig === null
      ? [...(await listLocal()), ...(await listServed(signal))]
      : await listConnections(connectionsConfig);
  if (isJson) {
    stdout.write(`${JSON.stringify(models, null, 2)}\n`);
    return;
  }
  const rows = models.map(({ name, source }) => [name, source]);
  stdout.write(`${formatTable([['name', 'source'], ...rows])}\n`);
}

async function listConnections(file: string): Promise<readonly ListedModel[]> {
  const registry = await loadRegistry(file, { providers: localProviders });
  return registry.names.map((name) => {
    const { id } = registry.get(name);
    return { name, id, place: 'connections', source: id };
  });
}

async function listLocal(): Promise<readonly ListedModel[]> {
  const stored = await listStoredModels();
  return [
    {
      name: 'embedded',
      id: 'local:embedded',
      place: 'embedded',
      source: 'ships with dln: the demonstration tasks only',
    },
    ...stored.map(({ name, file, bytes, description }): ListedModel => {
      const about = description === undefined ? '' : ` (${description})`;
      return {
        name,
        id: `local:${name}`,
        place: file === undefined ? 'fetchable' : 'fetched',
        source:
          file === undefined
            ? `dln models fetch ${name}: ${formatSize(bytes)}${about}`
            : `${file}: ${formatSize(bytes)}${about}`,
      };
    }),
  ];
}

async function listServed(signal: AbortSignal): Promise<readonly ListedModel[]> {
  if (!readEnvironment().namesEndpoint) return [];
  const endpoint = createEnvironmentEndpoint();
  const names = await endpoint.listModels({ signal });
  return names.map((name) => ({ name, id: name, place: 'served', source: endpoint.baseUrl }));
}
