import { dirname } from 'node:path';
import { isDatasetFile, type Dataset } from '@dln/datasets';
import type { Loss } from '@dln/losses';
import { loadNetwork, saveNetwork, type Network } from '@dln/vi';
import { composeRun } from '../composition/compose-run.ts';
import { createModels } from '../composition/create-models.ts';

import { loadTask } from '../composition/load-task.ts';
import { selectTaskLoss } from '../composition/select-task-loss.ts';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import { resolveSettings } from '../configuration/resolve-settings.ts';
import type { GivenSettings } from '../settings/given-settings.ts';
import { promptSettingNames } from '../options/setting-groups.ts';
import type { Spending } from '../composition/spending.ts';
import { RunDirectoryError } from '../run-directory/run-directory-error.ts';
import { readRunRecord } from '../run-directory/run-record.ts';
import { optionName } from '../settings/option-name.ts';
import { readNetworkJson } from './read-network-json.ts';

/** A network and what it is measured by. */
export interface Evaluation {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly loss: Loss;
  /** How answers are compared: `class_loss: 3 classes compared by class`. */
  readonly metric: string;
  /** What the metric confuses, in one line; undefined if it confuses nothing. */
  readonly metricRemark: string | undefined;
  readonly spending: () => Spending;
}

/**
 * A trained network on the dataset, and by the loss, that it was trained for, unless flags say otherwise.
 *
 * @param options.asTrained the examples are cut as they were in the run, where the path is a run directory
 * @throws ConfigurationError where flags describe another network beside it
 */
export async function openTrainedNetwork(
  path: string,
  given: GivenSettings,
  signal: AbortSignal,
  { asTrained = false }: { readonly asTrained?: boolean } = {},
): Promise<Evaluation> {
  const flags = asTrained ? { ...(await readOwnData(path)), ...given } : given;
  const [other] = promptSettingNames.filter((name) => flags[name] !== undefined);
  if (other !== undefined)
    throw new ConfigurationError([
      `${optionName(other)} describes a network, and ${path} is one; give one of them`,
    ]);
  const json = await readNetworkJson(path);
  const settings = resolveSettings(flags);
  const { models, spending } = await createModels(settings, signal);
  const network = loadNetwork(json, { model: models.forward, scoreModel: models.score });
  const { preset, task } = network.file;
  const dataset = await loadTask({
    ...settings,
    preset: flags.preset === undefined ? preset : settings.preset,
    dataset: settings.dataset ?? (await readOwnDataset(path)) ?? task.dataset,
  });
  const { loss, metric, remark } = selectTaskLoss({
    dataset,
    preset: flags.preset === undefined ? preset : settings.preset,
    lossFunction: flags.lossFunction === undefined ? task.loss : settings.lossFunction,
  });
  return { network, dataset, loss, metric, metricRemark: remark, spending };
}

/** What a run said of its examples; nothing where the path is no run directory. */
async function readOwnData(path: string): Promise<GivenSettings> {
  const directory = path.endsWith('.json') ? dirname(path) : path;
  try {
    const { preset, seed, dataset, dataDir, datasetInfo, maxTrainSize, maxDevSize, maxTestSize } = (
      await readRunRecord(directory)
    ).configuration;
    return { preset, seed, dataset, dataDir, datasetInfo, maxTrainSize, maxDevSize, maxTestSize };
  } catch (error) {
    if (error instanceof RunDirectoryError) return {};
    throw error;
  }
}

/**
 * The file that describes the data of one's own that a run was trained on: a network knows only its name. Undefined where the path is
 * no run directory, or the run took a dataset that has a name.
 */
async function readOwnDataset(path: string): Promise<string | undefined> {
  const directory = path.endsWith('.json') ? dirname(path) : path;
  try {
    const { dataset } = (await readRunRecord(directory)).configuration;
    return dataset !== null && isDatasetFile(dataset) ? dataset : undefined;
  } catch (error) {
    if (error instanceof RunDirectoryError) return undefined;
    throw error;
  }
}

/** A network put together from flags, with the prompts that they give. */
export async function openPrompts(flags: GivenSettings, signal: AbortSignal): Promise<Evaluation> {
  // Nothing is trained, so that a network without log-probabilities can be measured, too.
  const configuration = resolveConfiguration({ flags: { ...flags, doZeroShot: true } });
  const { context, dataset, prompts, metric, metricRemark, spending } = await composeRun(
    configuration,
    signal,
  );
  const file = saveNetwork({
    context,
    prompts,
    preset: configuration.preset,
    task: { dataset: dataset.name, instruction: dataset.instruction },
    scores: { devAccuracy: null, testAccuracy: null },
  });
  const { forward, score } = context.models;
  const network = loadNetwork(file, { model: forward, scoreModel: score });
  return { network, dataset, loss: context.loss, metric, metricRemark, spending };
}
