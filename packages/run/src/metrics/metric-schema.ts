import { z } from 'zod';

const text = z.string();

/** Options of `llm_judge`. */
const judgeSchema = z.strictObject({
  metric: z.literal('llm_judge'),
  /** What a good answer is. */
  rubric: text.min(1),
  /** A template of the templates folder or of @dln/templates. */
  template: text.default('judge'),
  /** The judge's model. Null: the forward model. */
  model: text.nullable().default(null),
  /** The scores that the rubric gives, from the worst to the best. */
  scale: z
    .tuple([z.number(), z.number()])
    .refine(([lowest, highest]) => lowest < highest, 'the first number must be the smaller one')
    .default([1, 5]),
  /** The most tokens of a judge's reply. */
  max_tokens: z.int().min(1).default(200),
  /** A file of answers that people labelled, beside this one. Null: the judge is not measured. */
  labels: text.min(1).nullable().default(null),
  /** What the labels go from and to. */
  label_scale: z
    .tuple([z.number(), z.number()])
    .refine(([lowest, highest]) => lowest < highest, 'the first number must be the smaller one')
    .default([0, 1]),
});

const jsonFields = z.strictObject({
  metric: z.literal('json_fields_loss'),
  fields: z.array(text).min(1).optional(),
  weights: z.record(text, z.number().positive()).optional(),
});
const regex = z.strictObject({
  metric: z.literal('regex_loss'),
  pattern: text.optional(),
  flags: text.optional(),
});
const tolerance = z.strictObject({
  metric: z.literal('numeric_tolerance_loss'),
  absolute: z.number().min(0).optional(),
  relative: z.number().min(0).optional(),
});
const embedding = z.strictObject({
  metric: z.literal('embedding_similarity_loss'),
  /** The name of the embedding model at the endpoint. */
  model: text.min(1),
});
/** A loss of @dln/losses without options, or of a module. */
const named = z.strictObject({ metric: text });

const sum = z.strictObject({
  sum: z.array(z.looseObject({ weight: z.number().positive().default(1) })).min(1),
});

/** A metric with its options, as a YAML file has it. */
export type MetricSpecification = z.output<
  | typeof judgeSchema
  | typeof jsonFields
  | typeof regex
  | typeof tolerance
  | typeof embedding
  | typeof named
>;

/** A metric file: one metric, or a weighted sum of several. */
export interface MetricFileContent {
  readonly parts: readonly { readonly weight: number; readonly metric: MetricSpecification }[];
  readonly isSum: boolean;
}

/** Names of metrics that have options. */
const BY_NAME = new Map<string, z.ZodType<MetricSpecification>>([
  ['llm_judge', judgeSchema],
  ['json_fields_loss', jsonFields],
  ['regex_loss', regex],
  ['numeric_tolerance_loss', tolerance],
  ['embedding_similarity_loss', embedding],
]);

/**
 * Reads the parsed YAML of a metric file.
 *
 * @throws ZodError naming the part that is wrong
 */
export function parseMetric(value: unknown): MetricFileContent {
  const isSum = typeof value === 'object' && value !== null && 'sum' in value;
  if (!isSum) return { parts: [{ weight: 1, metric: parseOne(value) }], isSum: false };
  const parts = sum.parse(value).sum.map(({ weight, ...metric }) => ({
    weight,
    metric: parseOne(metric),
  }));
  return { parts, isSum: true };
}

function parseOne(value: unknown): MetricSpecification {
  const name =
    typeof value === 'object' && value !== null && 'metric' in value ? value.metric : undefined;
  return (typeof name === 'string' ? (BY_NAME.get(name) ?? named) : named).parse(value);
}
