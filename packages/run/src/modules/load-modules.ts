import { datasetNames } from '@dln/datasets';
import { AUTO_LOSS, availableLosses, type Loss } from '@dln/losses';
import { z } from 'zod';
import { isMetricFile, loadMetricFile } from '../metrics/load-metric-file.ts';
import type { Configuration } from '../settings/configuration.ts';
import { parseModuleReference, type ModuleReference } from '../settings/module-reference.ts';
import { describeExport, findExport } from './find-export.ts';
import { type LoadedModule, loadModule, resolvePackage } from './load-module.ts';
import { ModuleError } from './module-error.ts';
import { outsideData } from './outside-data.ts';
import { outsideLoss } from './outside-loss.ts';
import { outsideModel } from './outside-model.ts';
import { outsideProposer } from './outside-proposer.ts';
import { outsideTerm } from './outside-term.ts';
import { NO_MODULES, type DataLoader, type RunModules } from './run-modules.ts';

/** The settings that can name modules. */
export type ModuleSettings = Pick<
  Configuration,
  | 'modules'
  | 'lossFunction'
  | 'dataset'
  | 'datasetInfo'
  | 'fwdModelType'
  | 'bwdModelType'
  | 'scoreModel'
  | 'models'
  | 'concurrency'
  | 'templatesDir'
>;

/** Options of `loadModules`. */
export interface LoadModulesOptions {
  /** Called with a line when a term of a module fails for an example. */
  readonly onNote?: ((text: string) => void) | undefined;
  /** Models of the calling program: then none is loaded. */
  readonly models?: object | undefined;
  /** A dataset of the calling program: then none is loaded. */
  readonly dataset?: object | undefined;
}

/**
 * Loads the modules that settings name, and checks their exports.
 *
 * @throws ModuleError naming the file, the export and what is wrong
 */
export async function loadModules(
  settings: ModuleSettings,
  { onNote = () => undefined, models, dataset }: LoadModulesOptions = {},
): Promise<RunModules> {
  const loaded = new Map<string, LoadedModule>();
  const load = async (reference: ModuleReference): Promise<LoadedModule> => {
    const known = loaded.get(reference.specifier);
    const module = known ?? (await loadModule(reference));
    loaded.set(reference.specifier, module);
    return module;
  };
  const listed = await loadListed(settings, load, onNote);
  const needed = {
    ...settings,
    ...(models === undefined
      ? {}
      : { fwdModelType: null, bwdModelType: null, scoreModel: null, models: null }),
    ...(dataset === undefined ? {} : { dataset: null }),
  };
  const named = await loadNamed(needed, load, listed);
  return {
    ...listed,
    losses: new Map([...listed.losses, ...named.losses]),
    models: new Map([...listed.models, ...named.models]),
    datasets: new Map([...listed.datasets, ...named.datasets]),
    ...(named.metric ? { metric: named.metric } : {}),
    records: [
      ...[...loaded.values()].map(({ record }) => record),
      ...(named.metric ? [named.metric.record] : []),
    ],
  };
}

type Load = (reference: ModuleReference) => Promise<LoadedModule>;

const record = z.record(z.string(), z.unknown()).optional();
const listedSchema = z.looseObject({
  losses: record,
  models: record,
  datasets: record,
  proposers: record,
  terms: z.array(z.unknown()).optional(),
});

/** The modules of the setting `modules`, which register things by name. */
async function loadListed(
  { modules, concurrency }: ModuleSettings,
  load: Load,
  onNote: (text: string) => void,
): Promise<Omit<RunModules, 'records'>> {
  const parts = {
    losses: new Map(NO_MODULES.losses),
    models: new Map(NO_MODULES.models),
    datasets: new Map(NO_MODULES.datasets),
    proposers: new Map(NO_MODULES.proposers),
    terms: [...NO_MODULES.terms],
  };
  for (const name of modules) {
    const reference = parseModuleReference(name) ?? parseModuleReference(`package:${name}`);
    if (reference === undefined) continue;
    const { record, exports } = await load(reference);
    const registered = readRegistered(record.name, exports);
    const entries = (kind: 'losses' | 'models' | 'datasets' | 'proposers') =>
      Object.entries(registered[kind] ?? {}).map(
        ([key, value]) => [key, value, describeExport(record.name, `${kind}.${key}`)] as const,
      );
    for (const [key, value, label] of entries('losses'))
      parts.losses.set(key, outsideLoss(value, key, label));
    for (const [key, value, label] of entries('models'))
      parts.models.set(key, outsideModel(value, { name: key, label, concurrency }));
    for (const [key, value, label] of entries('datasets'))
      parts.datasets.set(key, loaderOf(value, key, label));
    for (const [key, value, label] of entries('proposers'))
      parts.proposers.set(key, outsideProposer(value, label));
    for (const [index, value] of (registered.terms ?? []).entries())
      parts.terms.push(outsideTerm(value, describeExport(record.name, `terms[${index}]`), onNote));
  }
  return parts;
}

function readRegistered(
  module: string,
  exports: Readonly<Record<string, unknown>>,
): z.output<typeof listedSchema> {
  const { success, data, error } = listedSchema.safeParse(exports);
  const kinds = ['losses', 'models', 'datasets', 'proposers', 'terms'];
  if (success && kinds.some((kind) => kind in exports)) return data;
  const names = Object.keys(exports);
  throw new ModuleError('export-invalid', {
    module,
    problem: success
      ? `registers nothing: it exports ${names.join(', ') || 'nothing'}. Export losses, models, datasets or proposers, each an object of things by name, or a list of terms.`
      : `cannot be used: ${error.issues[0]?.path.join('.') ?? ''} is not ${error.issues[0]?.path[0] === 'terms' ? 'a list' : 'an object of things by name'}.`,
    cause: error,
  });
}

/** The modules that other settings name. */
async function loadNamed(
  {
    lossFunction,
    dataset,
    datasetInfo,
    fwdModelType,
    bwdModelType,
    scoreModel,
    models: several,
    concurrency,
    templatesDir,
  }: ModuleSettings,
  load: Load,
  listed: Pick<RunModules, 'losses' | 'datasets'>,
): Promise<Pick<RunModules, 'losses' | 'models' | 'datasets' | 'metric'>> {
  const losses = new Map(NO_MODULES.losses);
  const models = new Map(NO_MODULES.models);
  const datasets = new Map(NO_MODULES.datasets);
  const knownLosses = [AUTO_LOSS, 'class_loss', ...availableLosses(), ...listed.losses.keys()];
  const findLoss = async (name: string): Promise<Loss | undefined> => {
    if (listed.losses.has(name)) return listed.losses.get(name);
    const reference = referenceOrPackage(name, knownLosses);
    if (!reference) return undefined;
    const [value, label] = await exportOf(reference, load);
    return outsideLoss(value, name, label);
  };
  const metric = isMetricFile(lossFunction)
    ? await loadMetricFile(lossFunction, { templatesDir, findLoss })
    : undefined;
  const loss = metric ? metric.loss : await findLoss(lossFunction);
  if (loss) losses.set(lossFunction, loss);
  const dataReference =
    dataset === null
      ? undefined
      : referenceOrPackage(
          dataset,
          datasetInfo === null ? [...datasetNames, ...listed.datasets.keys()] : [dataset],
        );
  if (dataset !== null && dataReference) {
    const [value, label] = await exportOf(dataReference, load);
    datasets.set(dataset, loaderOf(value, dataset, label));
  }
  for (const name of [fwdModelType, bwdModelType, scoreModel, ...(several ?? [])]) {
    // Any other name can be that of a model at an endpoint.
    const reference = name === null ? undefined : parseModuleReference(name);
    if (name === null || reference === undefined || models.has(name)) continue;
    const [value, label] = await exportOf(reference, load);
    models.set(name, outsideModel(value, { name, label, concurrency }));
  }
  return { losses, models, datasets, metric };
}

/** A module reference, or an installed package of that name if nothing else is known by it. */
function referenceOrPackage(name: string, known: readonly string[]): ModuleReference | undefined {
  const reference = parseModuleReference(name);
  if (reference !== undefined) return reference;
  const isPackage =
    !known.includes(name) &&
    PACKAGE_NAME.test(name) &&
    resolvePackage(name.replace(/#.*$/, '')) !== undefined;
  return isPackage ? parseModuleReference(`package:${name}`) : undefined;
}

const PACKAGE_NAME = /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*(?:#.+)?$/;

async function exportOf(
  reference: ModuleReference,
  load: Load,
): Promise<readonly [unknown, string]> {
  const module = await load(reference);
  return [findExport(module, reference), describeExport(module.record.name, reference.exportName)];
}

function loaderOf(value: unknown, name: string, label: string): DataLoader {
  return async (options) => outsideData(value, { ...options, name, label });
}
