import type { LanguageModel } from '@dln/llm';
import { createValueCheck, loadNetwork, type Network } from '@dln/vi';
import {
  type CacheFlags,
  checkModules,
  type Configuration,
  createModels,
  type EndpointPlace,
  type GivenSettings,
  inFlags,
  loadModules,
  type LoadModulesOptions,
  readRecordedRun,
  type RecordedRun,
  resolveSettings,
  type RetryCounts,
  type RunModules,
  type SettingName,
  settingsAsRecorded,
  settingsOfNetwork,
  type Spending,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { openKeptModels } from './open-kept-models.ts';
import { readNetworkJson } from './read-network-json.ts';

/** How a command asks a network. */
export interface AskingOptions {
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}

/** A trained network on the models that it was trained with, unless flags name others. */
export interface OpenedNetwork extends AsyncDisposable {
  readonly network: Network;
  /** Judges answers; missing if the metric asks no model. */
  readonly judge?: LanguageModel | undefined;
  /** Embeds texts for a metric that compares them. */
  readonly embeddings?: LanguageModel | undefined;
  /** In what it is asked otherwise than it was trained; a sentence each. */
  readonly differences: readonly string[];
  readonly spending: () => Spending;
  /** Attempts that were made again so far. */
  readonly retries: () => RetryCounts;
  readonly signal: AbortSignal;
}

/** A network whose models are not open yet. */
export interface FoundNetwork {
  /** Not yet checked. */
  readonly json: unknown;
  /** The run that it comes from; undefined for a network.json that lies alone. */
  readonly recorded: RecordedRun | undefined;
  readonly configuration: Configuration;
  readonly differences: readonly string[];
}

/** The settings that name what a network needs to answer. */
export const modelReads: readonly SettingName[] = [
  'modules',
  'connectionsConfig',
  'fwdModelType',
  'scoreModel',
];

/**
 * Finds a trained network, and the settings that it is asked with: flags over those of its run.
 *
 * @param path a network.json or a run directory
 * @param reads the settings whose files are needed
 */
export async function findNetwork(
  path: string,
  { flags, surroundings }: AskingOptions,
  reads: readonly SettingName[] = modelReads,
): Promise<FoundNetwork> {
  const json = await readNetworkJson(path);
  const onNote = (text: string): void => void surroundings.stderr.write(`${inFlags(text)}\n`);
  const recorded = await readRecordedRun(path, onNote);
  if (recorded) return { json, recorded, ...settingsAsRecorded(recorded, flags, { reads }) };
  const configuration = resolveSettings({ ...settingsOfNetwork(json, flags), ...flags });
  return { json, recorded, configuration, differences: [] };
}

/** Opens the models of a network that was found. */
export async function openNetwork(
  found: FoundNetwork,
  options: AskingOptions,
  loaded?: RunModules,
): Promise<OpenedNetwork> {
  const { json, recorded, configuration, differences } = found;
  const { cache, surroundings } = options;
  const modules = loaded ?? (await loadRecordedModules(found, options, { dataset: {} }));
  const findings = recorded?.findings;
  const opened = await openKeptModels(
    { configuration, surroundings, cache, findings },
    async (kept) => createModels(configuration, kept.signal, { ...kept.sources, modules }),
  );
  const { models, findings: reached, ...open } = opened;
  try {
    const network = loadNetwork(json, {
      model: models.forward,
      scoreModel: models.score,
      checkSchema: createValueCheck,
    });
    const elsewhere = describeElsewhere(findings?.endpoint, reached.endpoint);
    return {
      ...open,
      network,
      differences: [...differences, ...elsewhere, ...network.differences],
    };
  } catch (error) {
    await opened[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Loads the modules of a network.
 *
 * @throws ModuleError for one that changed since the network was trained, unless
 *   `allowChangedModules` is set
 */
export async function loadRecordedModules(
  { recorded, configuration }: Pick<FoundNetwork, 'recorded' | 'configuration'>,
  { surroundings }: AskingOptions,
  skipped: Pick<LoadModulesOptions, 'dataset'> = {},
): Promise<RunModules> {
  const onNote = (text: string): void => void surroundings.stderr.write(`${inFlags(text)}\n`);
  const needed = skipped.dataset ? { ...configuration, lossFunction: 'auto' } : configuration;
  const modules = await loadModules(needed, { onNote, ...skipped });
  if (recorded)
    checkModules(recorded.modules, modules.records, {
      isAllowed: configuration.allowChangedModules,
      runDirectory: recorded.place.runDirectory,
    }).forEach(onNote);
  return modules;
}

function describeElsewhere(
  before: EndpointPlace | null | undefined,
  now: EndpointPlace | null,
): readonly string[] {
  return before && now && before.baseUrl !== now.baseUrl
    ? [`${now.baseUrl} is asked; the network was trained at ${before.baseUrl}`]
    : [];
}
