import type { Dataset } from '@dln/datasets';
import type { LanguageModel } from '@dln/llm';
import type { Loss } from '@dln/losses';
import type { MetricFile } from '../metrics/load-metric-file.ts';
import type { Proposer, Term } from '@dln/vi';
import type { DataLoaderOptions, Drawing } from './outside-data.ts';
import type { ModuleRecord } from './load-module.ts';

/** What the modules of a run bring, by the names that settings have for it. */
export interface RunModules {
  readonly losses: ReadonlyMap<string, Loss>;
  readonly models: ReadonlyMap<string, LanguageModel>;
  readonly datasets: ReadonlyMap<string, DataLoader>;
  readonly proposers: ReadonlyMap<string, Proposer>;
  readonly terms: readonly Term[];
  /** The metric of a YAML file, if `lossFunction` names one. */
  readonly metric?: MetricFile | undefined;
  /** One for each module that was loaded. */
  readonly records: readonly ModuleRecord[];
}

/** Loads data of a module. */
export type DataLoader = (
  options: DataLoaderOptions & { readonly drawing: Drawing },
) => Promise<Dataset>;

/** A run without modules. */
export const NO_MODULES: RunModules = {
  losses: new Map(),
  models: new Map(),
  datasets: new Map(),
  proposers: new Map(),
  terms: [],
  records: [],
};
