import type { Configuration } from '../settings/configuration.ts';
import type { OutputOption } from '../structured/from-standard.ts';
import type { DataOptions, DataSource } from './open-data.ts';
import type { ModelOptions } from './open-models.ts';

/** Caps on what training may use. At a cap it ends with the best network so far. */
export interface TrainingBudget {
  /** Requests to models. */
  readonly maxRequests?: number | undefined;
  /** Tokens of prompts and replies. */
  readonly maxTokens?: number | undefined;
  /** US dollars, at the price of the models. */
  readonly maxCost?: number | undefined;
  readonly maxMinutes?: number | undefined;
}

/** Settings with separate options, or that a program decides otherwise. */
type OwnOption =
  | 'dataset'
  | 'layers'
  | 'seed'
  | 'iters'
  | 'fwdModelType'
  | 'bwdModelType'
  | 'scoreModel'
  | 'models'
  | 'connectionsConfig'
  | 'api'
  | 'probe'
  | 'costOnly'
  | 'maxRequests'
  | 'maxTokensTotal'
  | 'maxCost'
  | 'maxMinutes'
  | 'prices'
  | 'outDir'
  | 'resultDataPath'
  | 'outputSchema';

/** Any other setting of a run, by its name. */
export type TrainingSettings = Partial<Omit<Configuration, OwnOption>>;

/** Options of `trainNetwork`. */
export interface TrainNetworkOptions<Value = unknown> extends ModelOptions, DataOptions {
  /**
   * What is learned from: the name or the file of a dataset, a dataset, or examples in memory.
   */
  readonly data: DataSource;
  /** Answers, and does what no other model is given for. Required unless `models` is given. */
  readonly model?: ModelOptions['model'];
  /**
   * Models on which the network must work, in place of `model`: each candidate is scored on every
   * one. The first does what `model` does. `settings.modelAggregate` and `settings.modelWeights` say
   * what their scores come to. @default one model
   */
  readonly models?: ModelOptions['models'];
  /** Proposes prompts and hidden texts. @default model */
  readonly backwardModel?: ModelOptions['backwardModel'];
  /** Gives log-probabilities. @default model */
  readonly scoreModel?: ModelOptions['scoreModel'];
  /** Judges answers for a metric that asks a model. @default model */
  readonly judgeModel?: ModelOptions['judgeModel'];
  /**
   * What the tokens of the models cost, for `spending` and `budget.maxCost`.
   * @default as the models say
   */
  readonly price?: ModelOptions['price'];
  /**
   * Layers of the network, one prompt each. All but the last write hidden texts for the next one.
   * @default 1
   */
  readonly layers?: number | undefined;
  /** Training steps. @default 20 */
  readonly iterations?: number | undefined;
  /** Decides batches, samples and the seeds sent to the models. @default 42 */
  readonly seed?: number | undefined;
  /**
   * What a model is told to do, and what the last layer's prompt starts from.
   * @default as the data say, else a list of the classes
   */
  readonly instruction?: DataOptions['instruction'];
  /**
   * A class each, its verbalizers separated by `|`, for examples in memory.
   * @default few different targets are classes
   */
  readonly classes?: DataOptions['classes'];
  /**
   * How rows in memory give an input: a Jinja text over their columns.
   * @default the column `input`
   */
  readonly input?: DataOptions['input'];
  /** Columns that a template reads by name, as `{{ input.title }}`, in place of `input`. */
  readonly inputs?: DataOptions['inputs'];
  /**
   * How rows in memory give a target: a Jinja text over their columns.
   * @default the column `target`
   */
  readonly target?: DataOptions['target'];
  /** Columns of rows in memory whose values make a JSON object, the target. Not with `target`. */
  readonly targets?: DataOptions['targets'];
  /**
   * What answers must be: a Standard Schema, such as zod's, or a JSON Schema. `value` of a
   * prediction then is the checked answer, with the type of the Standard Schema. @default any text,
   * or as the data say
   */
  readonly output?: OutputOption<Value> | undefined;
  /**
   * Shares or numbers of examples in memory for each split.
   * @default a half, a quarter and a quarter
   */
  readonly split?: DataOptions['split'];
  /**
   * Any setting of a run, by its name: `{ batchSize: 8, numPSamples: 6 }`.
   * @default the preset's
   */
  readonly settings?: TrainingSettings | undefined;
  /**
   * Keeps the run's records in this folder, as `dln train` writes them. With the same options, a
   * run that was stopped is resumed, and one that is finished gives its result without asking a
   * model. @default nothing is written
   */
  readonly runDirectory?: string | undefined;
  /** Stops training; what was learned is the result. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Caps on what training may use, models in this process included. At a cap it ends with the best
   * network so far, and `stopped` is `budget`. @default no caps
   */
  readonly budget?: TrainingBudget | undefined;
  /** A file of replies that trainings share, which is made if it is missing. @default false */
  readonly cache?: string | false | undefined;
}

/** The names of all options, for messages about others. */
export const trainNetworkOptionNames: readonly (keyof TrainNetworkOptions)[] = [
  'data',
  'model',
  'models',
  'backwardModel',
  'scoreModel',
  'judgeModel',
  'price',
  'layers',
  'iterations',
  'seed',
  'instruction',
  'classes',
  'input',
  'inputs',
  'target',
  'targets',
  'output',
  'split',
  'settings',
  'runDirectory',
  'signal',
  'budget',
  'cache',
];

/** The names of settings that `settings` does not take, with the option that says it. */
export const ownOptions: Readonly<Record<OwnOption, string>> = {
  dataset: 'data',
  layers: 'layers',
  seed: 'seed',
  iters: 'iterations',
  fwdModelType: 'model',
  bwdModelType: 'backwardModel',
  scoreModel: 'scoreModel',
  models: 'models',
  connectionsConfig: 'model',
  api: 'model',
  probe: 'model',
  costOnly: 'budget',
  maxRequests: 'budget.maxRequests',
  maxTokensTotal: 'budget.maxTokens',
  maxCost: 'budget.maxCost',
  maxMinutes: 'budget.maxMinutes',
  prices: 'price',
  outDir: 'runDirectory',
  resultDataPath: 'runDirectory',
  outputSchema: 'output',
};
