import { createDataset, type Dataset } from '@dln/datasets';
import { loadPrices, requestsOf } from '@dln/llm';
import {
  composeRun,
  createReplyKeeper,
  createRunBudget,
  taskOf,
  type Configuration,
} from '@dln/run';
import { saveNetwork, type NetworkFile } from '@dln/vi';
import { makeGuideFolder } from '../session/guide-folder.ts';
import type { LooseInput } from '../session/split-inputs.ts';
import type { Parameters } from '../session/records.ts';
import type { GuideModels } from './guide-models.ts';
import { createNetworkModels } from './network-models.ts';
import { takesComments } from './with-comments.ts';

/**
 * Where the inputs of a guide come from: texts, or the training examples of the dataset that the
 * configuration names.
 */
export type GuideInputs =
  | { readonly kind: 'texts'; readonly texts: readonly string[]; readonly instruction: string }
  | {
      readonly kind: 'dataset';
      /** Ratings alone decide, as if the examples had no labels. */
      readonly isUnlabelled: boolean;
    };

/** A network that is ready to be guided. */
export interface ComposedGuide extends AsyncDisposable {
  readonly models: GuideModels;
  readonly inputs: readonly LooseInput[];
  /** `[layer]`: the first instructions of the session. */
  readonly parameters: Parameters;
  readonly dataset: Dataset;
  /** The network with these parameters, as `dln predict` takes it. */
  readonly networkOf: (parameters: Parameters) => NetworkFile;
  /** What the user should know; a sentence each. */
  readonly notes: readonly string[];
}

/** Options of `composeGuide`. */
export interface ComposeGuideOptions {
  readonly configuration: Configuration;
  readonly inputs: GuideInputs;
  /**
   * Names of proposers. @default all of them; `pool` if the configuration names a file of prompts
   */
  readonly proposers?: Configuration['proposers'] | undefined;
  /** The folder of the session, where replies are kept as well, so that nothing is asked twice. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/**
 * Opens the models, the proposer and the inputs of a guide, with the budget of the configuration.
 *
 * @throws errors with `userFacing` for what is missing or does not fit
 */
export async function composeGuide(options: ComposeGuideOptions): Promise<ComposedGuide> {
  const { configuration, inputs, directory, signal } = options;
  const notes: string[] = [];
  await makeGuideFolder(directory);
  const keeper = createReplyKeeper({
    seed: configuration.seed,
    shared: undefined,
    onNote: (text) => notes.push(text),
  });
  try {
    keeper.open(directory);
    const names = options.proposers ?? defaultProposers(configuration);
    const budget = createRunBudget(configuration, { spentBefore: keeper.spent() });
    const run = await composeRun(forGuide(configuration, names), signal, {
      keep: (model, identity) => keeper.keep(model, identity),
      budget,
      prices: await loadPrices(configuration.prices ?? undefined),
      onNote: (text) => notes.push(text),
      ...(inputs.kind === 'texts' ? { dataset: datasetOf(inputs, configuration.seed) } : {}),
    });
    const { context, dataset, parameters } = run;
    if (!takesComments(context.templates.prompt))
      notes.push(
        `Comments do not reach proposals: the template ${context.templates.prompt.name} ${context.templates.prompt.version} has no place for them.`,
      );
    return {
      models: {
        ...createNetworkModels({
          context,
          proposers: names,
          spending: () => {
            const { requestsSent, tokens, dollars } = run.spending();
            return { requests: requestsSent, tokens, dollars };
          },
        }),
        requestsLeft: () => {
          const { limits, spent } = budget;
          return limits.requests === undefined ? null : limits.requests - requestsOf(spent);
        },
      },
      inputs: listInputs(inputs, dataset),
      parameters,
      dataset,
      networkOf: (guided) =>
        saveNetwork({
          context,
          parameters: guided,
          preset: configuration.preset,
          task: taskOf(dataset),
          scores: { devAccuracy: null, testAccuracy: null },
        }),
      notes,
      [Symbol.asyncDispose]: async () => {
        await run.close();
        keeper[Symbol.dispose]();
      },
    };
  } catch (error) {
    keeper[Symbol.dispose]();
    throw error;
  }
}

/**
 * Without training steps nothing is drawn in batches, and a single layer needs no
 * log-probabilities: raters compare its outputs.
 */
function forGuide(
  configuration: Configuration,
  proposers: Configuration['proposers'],
): Configuration {
  return {
    ...configuration,
    proposers,
    batchSize: 1,
    ...(configuration.layers === 1 ? { outputScoringFunction: 'accuracy' } : {}),
  };
}

/** The preset `reference` allows rewriting alone. */
function defaultProposers({ preset, promptPool }: Configuration): Configuration['proposers'] {
  if (preset === 'reference') return ['rewrite'];
  const names = [
    'rewrite',
    'critique',
    'paraphrase',
    'edits',
    'crossover',
    'demonstrations',
  ] as const;
  return promptPool === null ? names : [...names, 'pool'];
}

function listInputs(inputs: GuideInputs, dataset: Dataset): readonly LooseInput[] {
  if (inputs.kind === 'texts') return inputs.texts.map((text) => ({ text, target: null }));
  return dataset
    .examples('train')
    .map(({ input, target }) => ({ text: input, target: inputs.isUnlabelled ? null : target }));
}

/** Inputs without labels as a dataset, which layers and templates are made for. */
function datasetOf(
  { texts, instruction }: Extract<GuideInputs, { kind: 'texts' }>,
  seed: number,
): Dataset {
  // Layers and templates are tried with an example, also before the session has an input.
  const known = texts.length === 0 ? [instruction] : texts;
  const examples = known.map((input) => ({ input, target: '' }));
  return createDataset({
    name: 'inputs',
    seed,
    instruction,
    classes: 'none',
    examples: { train: examples, dev: examples, test: examples },
  });
}
