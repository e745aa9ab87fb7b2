import { resolveConfiguration } from '@dln/run';
import { limitConfiguration, limitMethod } from '../experiments/apply-limit.ts';
import { createExperimentError } from '../experiments/experiment-error.ts';
import type { Experiment, Row, Settings, Variant } from '../experiments/experiment.ts';
import type { SweepPoint } from '../experiments/parse-sweep.ts';
import { methodSettings } from '../methods/method-settings.ts';
import type { Cell, CellName } from './cell.ts';
import { cellPath } from './cell-path.ts';

/** The variant with an experiment's own settings. */
export const paperVariant = 'paper';

/** The selection on the command line. */
export interface PlanRequest {
  /** The experiment's name. */
  readonly name: string;
  readonly experiment: Experiment;
  readonly model: string;
  readonly backwardModel?: string | undefined;
  readonly embeddingModel?: string | undefined;
  /** @default the variant for the model, otherwise the paper's settings */
  readonly variant?: string | undefined;
  /** @default all */
  readonly datasets?: readonly string[] | undefined;
  /** @default all */
  readonly rows?: readonly string[] | undefined;
  /** @default the experiment's */
  readonly seeds?: readonly number[] | undefined;
  readonly limit?: number | undefined;
  readonly sweep: readonly SweepPoint[];
  readonly dataDir: string;
}

/** The cells of a table, in order of their dependencies, and what was left out. */
export interface Plan {
  readonly variant: string;
  readonly cells: readonly Cell[];
  /** Sentences about omitted rows. */
  readonly notes: readonly string[];
}

/**
 * Plans the cells of an experiment: every row of every dataset, for every point of the sweep and
 * every seed.
 *
 * @throws ExperimentError for unknown names
 * @throws ConfigurationError for invalid settings
 */
export function planCells(request: PlanRequest): Plan {
  const { experiment, backwardModel, model } = request;
  const variantName = request.variant ?? variantFor(experiment, model);
  const variant = findVariant(request, variantName);
  checkSweep(request);
  const datasets = choose(request, 'dataset', request.datasets, Object.keys(experiment.datasets));
  const asked = choose(request, 'row', request.rows, variant?.rows ?? Object.keys(experiment.rows));
  const rows = asked.flatMap((name) => {
    const row = experiment.rows[name];
    return row === undefined ? [] : [{ name, row }];
  });
  const isPossible = ({ row }: (typeof rows)[number]): boolean =>
    !row.ownBackwardModel || backwardModel !== undefined;
  const notes = rows
    .filter((row) => !isPossible(row))
    .map(
      ({ name }) => `${name} is left out: it needs a separate backward model (--backward-model).`,
    );
  const cells = rows.filter(isPossible).flatMap(({ name, row }) =>
    datasets
      .filter((dataset) => row.only?.includes(dataset) ?? true)
      .flatMap((dataset) =>
        request.sweep.flatMap((point) =>
          [...new Set(request.seeds ?? experiment.seeds)].map((seed) =>
            createCell(request, {
              variantName,
              variant,
              rowName: name,
              row,
              dataset,
              point,
              seed,
            }),
          ),
        ),
      ),
  );
  return { variant: variantName, cells: neededFirst(request, cells), notes };
}

function createCell(
  request: PlanRequest,
  own: {
    readonly variantName: string;
    readonly variant: Variant | undefined;
    readonly rowName: string;
    readonly row: Row;
    readonly dataset: string;
    readonly point: SweepPoint;
    readonly seed: number;
  },
): Cell {
  const { experiment, model, backwardModel, limit, dataDir } = request;
  const { variant, rowName, row, dataset, point, seed } = own;
  const fixed = methodSettings(row.method);
  const isTwoLayers = row.method.kind === 'dln' && row.method.layers === 2;
  const ofDataset = experiment.datasets[dataset];
  const ofVariant = variant?.rowSettings[rowName];
  const usesBackward = row.ownBackwardModel ? backwardModel : undefined;
  // Later ones override earlier ones.
  const flags: Settings = {
    // Rows of untrained prompts need one seed only.
    baseline: false,
    ...experiment.settings,
    ...ofDataset?.settings,
    ...(isTwoLayers ? ofDataset?.twoLayers : {}),
    ...fixed,
    ...row.settings,
    ...row.datasetSettings[dataset],
    ...variant?.settings,
    ...ofVariant?.settings,
    ...ofVariant?.datasetSettings[dataset],
    ...point.settings,
    dataset,
    seed,
    dataDir,
    fwdModelType: model,
    ...(usesBackward === undefined ? {} : { bwdModelType: usesBackward }),
  };
  const whole = resolveConfiguration({ flags });
  const name: CellName = {
    experiment: request.name,
    variant: own.variantName,
    model: backwardModel === undefined ? model : `${model} + ${backwardModel}`,
    limit: limit ?? null,
    row: rowName,
    dataset,
    setting: point.label,
    seed,
  };
  const { lastPromptFrom } = row;
  return {
    name,
    path: cellPath(name),
    method: limit === undefined ? row.method : limitMethod(row.method, limit),
    configuration: limit === undefined ? whole : limitConfiguration(whole, limit),
    lastPromptFrom:
      lastPromptFrom === undefined ? null : cellPath({ ...name, row: lastPromptFrom }),
    embeddingModel: row.method.kind === 'kate' ? (request.embeddingModel ?? null) : null,
  };
}

/**
 * Settings that the plan decides for each cell; a sweep over them would have no effect, or change
 * the row.
 */
const decided: Readonly<Record<string, string>> = {
  dataset: '--datasets',
  seed: '--seeds',
  dataDir: '--data-dir',
  outDir: '--runs',
  fwdModelType: '--model',
  layers: '--rows',
  doZeroShot: '--rows',
  nShots: '--rows',
};

function checkSweep({ sweep }: PlanRequest): void {
  for (const { settings } of sweep)
    for (const name of Object.keys(settings)) {
      const option = decided[name];
      if (option !== undefined)
        throw createExperimentError('--set', `${name} cannot be swept; use ${option}`);
    }
}

/**
 * Sorts cells after the cells that they depend on; a dependency that is not selected is an error.
 */
function neededFirst({ name }: PlanRequest, cells: readonly Cell[]): readonly Cell[] {
  const paths = new Set(cells.map(({ path }) => path));
  for (const { lastPromptFrom, name: cell } of cells)
    if (lastPromptFrom !== null && !paths.has(lastPromptFrom))
      throw createExperimentError(
        name,
        `${cell.row} starts from the result of another row, which is not selected; add it to ` +
          '--rows',
      );
  const isFirst = ({ lastPromptFrom }: Cell): boolean => lastPromptFrom === null;
  return [...cells.filter(isFirst), ...cells.filter((cell) => !isFirst(cell))];
}

function variantFor({ variants }: Experiment, model: string): string {
  const fitting = Object.entries(variants).find(([, { models }]) => models.includes(model));
  return fitting?.[0] ?? paperVariant;
}

function findVariant({ name, experiment }: PlanRequest, variant: string): Variant | undefined {
  if (variant === paperVariant) return undefined;
  const found = experiment.variants[variant];
  if (found) return found;
  const known = [paperVariant, ...Object.keys(experiment.variants)].join(', ');
  throw createExperimentError(name, `it has no variant ${variant}; it has ${known}`);
}

function choose(
  { name }: PlanRequest,
  what: string,
  asked: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] {
  const wrong = asked?.find((one) => !known.includes(one));
  if (wrong !== undefined)
    throw createExperimentError(name, `it has no ${what} "${wrong}"; it has ${known.join(', ')}`);
  return asked === undefined ? known : [...new Set(asked)];
}
