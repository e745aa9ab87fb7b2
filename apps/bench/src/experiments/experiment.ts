import { z } from 'zod';
import { methodSchema, type Method } from '../methods/method.ts';

/** Settings by their names in configuration files; checked when a cell is resolved. */
export type Settings = Readonly<Record<string, unknown>>;

/** A row of a table. */
export interface Row {
  readonly method: Method;
  /** Overrides the experiment's settings. */
  readonly settings: Settings;
  /** By dataset; overrides `settings`. */
  readonly datasetSettings: Readonly<Record<string, Settings>>;
  /** The datasets of this row. @default all */
  readonly only?: readonly string[] | undefined;
  /**
   * The row whose result, for the same dataset and seed, is the initial prompt of the last layer.
   */
  readonly lastPromptFrom?: string | undefined;
  /** Whether the row needs a backward model other than the forward model. */
  readonly ownBackwardModel: boolean;
}

/** Settings for one dataset. */
export interface DatasetSettings {
  readonly settings: Settings;
  /** For trained two-layer networks only; overrides `settings`. */
  readonly twoLayers: Settings;
}

/** Alternative settings for the same table. */
export interface Variant {
  readonly about: string;
  /** Models for which it is the default variant. */
  readonly models: readonly string[];
  /** Its rows. @default all */
  readonly rows?: readonly string[] | undefined;
  /** Overrides the experiment. */
  readonly settings: Settings;
  readonly rowSettings: Readonly<
    Record<
      string,
      { readonly settings: Settings; readonly datasetSettings: Readonly<Record<string, Settings>> }
    >
  >;
}

/**
 * A published figure in percent: the mean, and half the width of its 95 % interval if published.
 */
export interface PaperFigure {
  readonly mean: number;
  readonly halfWidth: number | null;
}

/** Two rows that a report compares, including seed by seed. */
export interface Comparison {
  readonly row: string;
  readonly over: string;
  /** Counts the seeds that gain at least this many percentage points. */
  readonly points?: number | undefined;
  /** @default all datasets with both rows */
  readonly datasets?: readonly string[] | undefined;
}

/** One of the paper's tables. */
export interface Experiment {
  readonly title: string;
  readonly about: string;
  /** The compared quantity. */
  readonly measure: 'accuracy' | 'test tokens';
  readonly seeds: readonly number[];
  readonly settings: Settings;
  /** In the order of the table. */
  readonly datasets: Readonly<Record<string, DatasetSettings>>;
  /** In the order of the table. */
  readonly rows: Readonly<Record<string, Row>>;
  readonly variants: Readonly<Record<string, Variant>>;
  /** The comparisons of the table. @default the last row against each other one */
  readonly compare: readonly Comparison[];
  /** `[model][row][dataset]` */
  readonly paper: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, PaperFigure>>>>>
  >;
}

const settings = z.record(z.string(), z.unknown()).default({});
const datasetSettings = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

const figure = z
  .union([z.number(), z.tuple([z.number(), z.number()])])
  .transform((value): PaperFigure =>
    typeof value === 'number'
      ? { mean: value, halfWidth: null }
      : { mean: value[0], halfWidth: value[1] },
  );

/** The schema of an experiment's YAML. */
export const experimentSchema: z.ZodType<Experiment> = z
  .strictObject({
    title: z.string(),
    about: z.string(),
    measure: z.enum(['accuracy', 'test tokens']).default('accuracy'),
    seeds: z.array(z.int().min(0)).min(1),
    settings,
    datasets: z.record(z.string(), z.strictObject({ settings, twoLayers: settings })),
    rows: z.record(
      z.string(),
      z.strictObject({
        method: methodSchema,
        settings,
        datasetSettings,
        only: z.array(z.string()).optional(),
        lastPromptFrom: z.string().optional(),
        ownBackwardModel: z.boolean().default(false),
      }),
    ),
    variants: z
      .record(
        z.string(),
        z.strictObject({
          about: z.string(),
          models: z.array(z.string()).default([]),
          rows: z.array(z.string()).optional(),
          settings,
          rowSettings: z
            .record(z.string(), z.strictObject({ settings, datasetSettings }))
            .default({}),
        }),
      )
      .default({}),
    compare: z
      .array(
        z.strictObject({
          row: z.string(),
          over: z.string(),
          points: z.number().optional(),
          datasets: z.array(z.string()).optional(),
        }),
      )
      .default([]),
    paper: z.record(z.string(), z.record(z.string(), z.record(z.string(), figure))).default({}),
  })
  .superRefine((experiment, context) => {
    const rows = Object.keys(experiment.rows);
    const datasets = Object.keys(experiment.datasets);
    const check = (names: readonly string[], known: readonly string[], path: string): void => {
      for (const name of names)
        if (!known.includes(name))
          context.addIssue({
            code: 'custom',
            path: [path],
            message: `${name} is not among ${known.join(', ')}`,
          });
    };
    for (const [name, row] of Object.entries(experiment.rows)) {
      check(row.only ?? [], datasets, `rows.${name}.only`);
      check(Object.keys(row.datasetSettings), datasets, `rows.${name}.datasetSettings`);
      check(row.lastPromptFrom === undefined ? [] : [row.lastPromptFrom], rows, `rows.${name}`);
    }
    for (const [name, variant] of Object.entries(experiment.variants)) {
      check(variant.rows ?? [], rows, `variants.${name}.rows`);
      check(Object.keys(variant.rowSettings), rows, `variants.${name}.rowSettings`);
    }
    for (const [index, { row, over, datasets: own = [] }] of experiment.compare.entries()) {
      check([row, over], rows, `compare.${index}`);
      check(own, datasets, `compare.${index}.datasets`);
    }
    for (const [model, figures] of Object.entries(experiment.paper)) {
      check(Object.keys(figures), rows, `paper.${model}`);
      for (const [row, byDataset] of Object.entries(figures))
        check(Object.keys(byDataset), datasets, `paper.${model}.${row}`);
    }
  });
