import type { Dataset } from '@dln/datasets';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { PriceTable } from '@dln/llm';
import type { GivenModels } from '../composition/given-models.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { RunReporter } from '../reporting/run-reporter.ts';
import type { KeptElsewhere } from '../replies/reply-keeper.ts';
import type { SharedReplies } from '../replies/shared-replies.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import type { Learner } from './learner.ts';
import type { Caps } from './run-budget.ts';

/** Settings that may change when a run is resumed. */
export type ResumedSettings = Partial<Caps & Pick<Configuration, 'allowChangedModules'>>;

/** Options of `runTraining`. */
export interface RunTrainingOptions {
  /** Stops the run; what was learned is kept. */
  readonly signal?: AbortSignal;
  /** Shows the run. @default nothing is shown */
  readonly reporter?: RunReporter;
  /** Models of the calling program. @default those that the configuration names */
  readonly models?: GivenModels | undefined;
  /** A dataset of the calling program. @default the one that the configuration names */
  readonly dataset?: Dataset | undefined;
  /** Checks and changes the values of structured answers. @default the JSON Schema alone */
  readonly output?: StandardSchemaV1 | undefined;
  /** Modules that the calling program has loaded, for the record of the run. @default none */
  readonly modules?: readonly ModuleRecord[] | undefined;
  /** What models may cost. @default the tables of the configuration */
  readonly prices?: readonly PriceTable[];
  /** How the prompts are found. @default train */
  readonly learn?: Learner;
  /** Replies that this run shares with others. @default it keeps its own, and no more */
  readonly shared?: SharedReplies | undefined;
  /** Replies of this run outside its directory. @default none */
  readonly keptElsewhere?: KeptElsewhere | undefined;
  /**
   * The run directory itself, which may exist without a run. Used by `runTraining`.
   * @default a new folder, as `outDir` says
   */
  readonly runDirectory?: string | undefined;
}
