import { fieldsOf, numberOf, textOf } from './fields.ts';

/** What a run was asked, as config.json has it. */
export interface RunConfig {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly caps: {
    readonly requests: number | null;
    readonly tokens: number | null;
    readonly dollars: number | null;
    readonly minutes: number | null;
  };
  readonly dataset: string | null;
  readonly layers: number | null;
  readonly plannedSteps: number | null;
}

/** Reads the content of config.json. What is missing is null. */
export function parseRunConfig(value: unknown): RunConfig {
  const record = fieldsOf(value);
  const settings = fieldsOf(record['configuration']);
  return {
    settings,
    versions: Object.fromEntries(
      Object.entries(fieldsOf(record['versions'])).flatMap(([name, version]) =>
        typeof version === 'string' ? [[name, version]] : [],
      ),
    ),
    caps: {
      requests: numberOf(settings['maxRequests']),
      tokens: numberOf(settings['maxTokensTotal']),
      dollars: numberOf(settings['maxCost']),
      minutes: numberOf(settings['maxMinutes']),
    },
    dataset: textOf(settings['dataset']),
    layers: numberOf(settings['layers']),
    plannedSteps: numberOf(settings['iters']),
  };
}
