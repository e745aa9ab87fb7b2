import type { Dataset, Split } from '@dln/datasets';
import type { Loss } from '@dln/losses';
import { createValueCheck, loadNetwork, parseNetworkFile, saveNetwork } from '@dln/vi';
import {
  composeRun,
  connectLoss,
  type Configuration,
  ConfigurationError,
  describeFreely,
  type GivenSettings,
  loadTask,
  optionName,
  parseModuleReference,
  type RecordedRun,
  resolveConfiguration,
  selectTaskLoss,
  type ShownShots,
  shownShots,
  taskOf,
} from '@dln/run';
import { promptSettingNames } from '../options/setting-groups.ts';
import { openKeptSources } from './open-kept-sources.ts';
import {
  findNetwork,
  modelReads,
  openNetwork,
  loadRecordedModules,
  type AskingOptions,
  type OpenedNetwork,
} from './open-network.ts';

/** A network and what it is measured by. */
export interface Evaluation extends OpenedNetwork {
  readonly dataset: Dataset;
  readonly loss: Loss;
  /** How answers are compared: `class_loss: 3 classes compared by class`. */
  readonly metric: string;
  /** What the metric confuses, in one line; undefined if it confuses nothing. */
  readonly metricRemark: string | undefined;
  /** The solved examples before each example of a split. */
  readonly shownShots: (split: Split) => Promise<ShownShots>;
}

/**
 * A trained network on the models, on the dataset and by the loss that it was trained with, unless
 * flags say otherwise.
 *
 * @param path a network.json or a run directory
 * @throws ConfigurationError if flags describe another network beside it
 */
export async function openTrainedNetwork(
  path: string,
  options: AskingOptions,
): Promise<Evaluation> {
  const { flags } = options;
  const [other] = promptSettingNames.filter((name) => flags[name] !== undefined);
  if (other !== undefined)
    throw new ConfigurationError([
      `${optionName(other)} describes a network, and ${path} is one; give one of them`,
    ]);
  const reads = [...modelReads, 'lossFunction', 'dataset', 'dataDir', 'datasetInfo'] as const;
  const found = await findNetwork(path, options, reads);
  const { recorded, configuration } = found;
  const network = parseNetworkFile(found.json);
  const { preset, task } = network;
  // Files come first: what is wrong with them is known before an endpoint is asked.
  const lossFunction =
    flags.lossFunction === undefined ? lossOf(task.loss, recorded) : configuration.lossFunction;
  const settings = {
    ...configuration,
    preset: flags.preset === undefined ? preset : configuration.preset,
    dataset: configuration.dataset ?? task.dataset,
    lossFunction,
  };
  const modules = await loadRecordedModules({ ...found, configuration: settings }, options);
  const dataset = await loadTask(settings, modules);
  const { loss, metric, remark } = selectTaskLoss({
    dataset,
    preset: settings.preset,
    lossFunction,
    losses: modules.losses,
  });
  const opened = await openNetwork(found, options, modules);
  const { metric: file } = modules;
  const { judge, embeddings, signal } = opened;
  return {
    ...opened,
    dataset,
    loss: connectLoss(loss, {
      metric: file,
      ...{ judge, embeddings, signal, preset: settings.preset },
    }),
    metric,
    metricRemark: remark,
    shownShots: async (split) => shownShots({ dataset, split, network, recorded }),
  };
}

/** The loss of a network. That of a module is where its run has it. */
function lossOf(name: string, recorded: RecordedRun | undefined): string {
  const located = recorded?.configuration.lossFunction;
  return located !== undefined && parseModuleReference(name) !== undefined ? located : name;
}

/** A network put together from flags, with the prompts that they give. */
export async function openPrompts({
  flags,
  cache,
  surroundings,
}: AskingOptions): Promise<Evaluation> {
  // Nothing is trained, so that a network without log-probabilities can be measured, too.
  const configuration = resolveConfiguration({ flags: { ...flags, doZeroShot: true } });
  const composed = withFreeAnswers(configuration, flags);
  const kept = await openKeptSources({ configuration, surroundings, cache });
  try {
    const { context, dataset, parameters, metric, metricRemark, spending, retries, close } =
      await composeRun(composed, kept.signal, kept.sources);
    const file = saveNetwork({
      context,
      parameters,
      preset: configuration.preset,
      task: taskOf(dataset),
      scores: { devAccuracy: null, testAccuracy: null },
    });
    const { forward, score } = context.models;
    return {
      network: loadNetwork(file, {
        model: forward,
        scoreModel: score,
        checkSchema: createValueCheck,
      }),
      differences: describeFreely(configuration, { context }),
      spending,
      retries,
      signal: kept.signal,
      dataset,
      loss: context.loss,
      metric,
      metricRemark,
      shownShots: async () => ({ shots: undefined, differences: [] }),
      [Symbol.asyncDispose]: async () => {
        await close();
        kept[Symbol.dispose]();
      },
    };
  } catch (error) {
    kept[Symbol.dispose]();
    throw error;
  }
}

/**
 * Settings under which a model without log-probabilities answers freely, as it does in training
 * that scores answers by accuracy. The reference preset and `forwardUseClasses` on the command line
 * ask for scores of classes: with them such a model is refused.
 */
function withFreeAnswers(configuration: Configuration, flags: GivenSettings): Configuration {
  const needsScores = configuration.preset === 'reference' || flags.forwardUseClasses !== undefined;
  return needsScores ? configuration : { ...configuration, outputScoringFunction: 'accuracy' };
}
