import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toDataText } from '@dln/datasets';
import type { LanguageModel } from '@dln/llm';
import {
  createEmbeddingLoss,
  createJsonFieldsLoss,
  createLoss,
  createNumericToleranceLoss,
  createRegexLoss,
  createWeightedLoss,
  type Loss,
} from '@dln/losses';
import { loadTemplate } from '@dln/templates';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Range } from '../estimate/cost-ranges.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import { ModuleError } from '../modules/module-error.ts';
import { embedWithModel } from './embed-with-model.ts';
import type { LabelledJudge } from './judge-agreement.ts';
import { createJudgeLoss, JUDGE } from './judge-loss.ts';
import { type MetricFileContent, type MetricSpecification, parseMetric } from './metric-schema.ts';
import { type LabelledAnswer, parseLabels } from './parse-labels.ts';

/** A metric of a YAML file. */
export interface MetricFile {
  readonly record: ModuleRecord;
  /** The model that judges; null: the forward model; undefined if the metric asks no model. */
  readonly judgeModel: string | null | undefined;
  /** The model that embeds texts; undefined if the metric needs none. */
  readonly embeddingModel: string | undefined;
  /** The requests that one comparison takes: low, expected, high. */
  readonly requestsPerComparison: Range;
  /** The loss without models: only `connect` gives one that can be computed. */
  readonly loss: Loss;
  /** The loss with the models that it asks. */
  readonly connect: (models: MetricModels) => Loss;
  /** The judges that have labels of people, with their model. */
  readonly connectLabelled: (
    models: Required<Pick<MetricModels, 'judge'>> & Pick<MetricModels, 'signal'>,
  ) => readonly LabelledJudge[];
}

/** The models that a metric asks. */
export interface MetricModels {
  /** Judges answers. @default the metric asks no judge */
  readonly judge?: LanguageModel | undefined;
  /** Embeds texts. @default the metric compares no embeddings */
  readonly embeddings?: LanguageModel | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Options of `loadMetricFile`. */
export interface LoadMetricFileOptions {
  readonly templatesDir: string | null;
  /** The loss of a module, or of a name that a module registers; undefined for others. */
  readonly findLoss: (name: string) => Promise<Loss | undefined>;
}

/** Whether a value of `lossFunction` is a YAML file. */
export function isMetricFile(value: string): boolean {
  return /\.ya?ml$/i.test(value);
}

/**
 * Loads a metric with its options.
 *
 * @throws ModuleError naming the file and what is wrong
 */
export async function loadMetricFile(
  file: string,
  options: LoadMetricFileOptions,
): Promise<MetricFile> {
  const path = resolve(file);
  const text = await read(path, file);
  const content = parseContent(text, file);
  const judges = content.parts.flatMap(({ metric }) => (isJudge(metric) ? [metric] : []));
  const others = new Map<MetricSpecification, Loss>();
  const embeddings = content.parts.flatMap(({ metric }) => (isEmbedding(metric) ? [metric] : []));
  for (const { metric } of content.parts)
    if (!isJudge(metric) && !isEmbedding(metric))
      others.set(metric, await createPart(metric, options, file));
  const labels = new Map<Judge, readonly LabelledAnswer[]>();
  for (const judge of judges) {
    const answers = await readLabels(judge, path, file);
    if (answers) labels.set(judge, answers);
  }
  const digest = createHash('sha256').update(text);
  for (const answers of labels.values()) digest.update(JSON.stringify(answers));
  const createJudge = (
    { rubric, template, scale, max_tokens: maxTokens }: Judge,
    model: LanguageModel,
    signal: AbortSignal | undefined,
  ): Loss =>
    createJudgeLoss({
      ...{ model, rubric, scale, maxTokens, signal },
      template: loadTemplate(template, { directory: options.templatesDir ?? undefined }),
    });
  const build = ({
    judge,
    embedding,
  }: {
    readonly judge: (specification: Judge) => Loss;
    readonly embedding: () => Loss;
  }): Loss => {
    const parts = content.parts.map(({ weight, metric }) => {
      const loss = isJudge(metric)
        ? judge(metric)
        : isEmbedding(metric)
          ? embedding()
          : others.get(metric);
      if (!loss) throw new TypeError(`no loss for ${metric.metric}`);
      return { weight, loss };
    });
    const [first] = parts;
    const whole = content.isSum || !first ? createWeightedLoss(parts) : first.loss;
    return { ...whole, name: file };
  };
  return {
    record: { name: file, path, sha256: digest.digest('hex') },
    judgeModel: judges.length === 0 ? undefined : onlyModelOf('judges', judges, file),
    embeddingModel: onlyModelOf('embeddings', embeddings, file) ?? undefined,
    // An embedding loss embeds the output and the target, each text once.
    requestsPerComparison: {
      low: judges.length,
      expected: judges.length + embeddings.length,
      high: judges.length + 2 * embeddings.length,
    },
    loss: build({ judge: () => unconnected(JUDGE), embedding: () => unconnected(EMBEDDING) }),
    connect: ({ judge, embeddings: embedder, signal }) =>
      build({
        judge: (specification) =>
          judge ? createJudge(specification, judge, signal) : unconnected(JUDGE),
        embedding: () =>
          embedder ? createEmbeddingLoss(embedWithModel(embedder, signal)) : unconnected(EMBEDDING),
      }),
    connectLabelled: ({ judge, signal }) =>
      judge
        ? [...labels].map(([specification, answers]) => ({
            labels: specification.labels ?? '',
            answers,
            loss: createJudge(specification, judge, signal),
          }))
        : [],
  };
}

/** The labelled answers of a judge; undefined if it has none. */
async function readLabels(
  { labels, label_scale: scale }: Judge,
  path: string,
  file: string,
): Promise<readonly LabelledAnswer[] | undefined> {
  if (labels === null) return undefined;
  const answers = parseLabels({
    file: labels,
    text: await readLabelText(resolve(dirname(path), labels), file),
    scale,
  });
  if (answers.length > 0) return answers;
  const problem = `names ${labels} as labels, which has no rows. Add answers with labels, or remove \`labels\`.`;
  throw new ModuleError('export-invalid', { module: file, problem });
}

type Embedding = Extract<MetricSpecification, { readonly metric: 'embedding_similarity_loss' }> & {
  readonly model: string;
};

const EMBEDDING = 'embedding_similarity_loss';

function isEmbedding(metric: MetricSpecification): metric is Embedding {
  return metric.metric === EMBEDDING && 'model' in metric;
}

type Judge = Extract<MetricSpecification, { readonly rubric: string }>;

function isJudge(metric: MetricSpecification): metric is Judge {
  return metric.metric === JUDGE;
}

/** Stands for a metric while its model is not open. */
function unconnected(name: string): Loss {
  return {
    name,
    isTolerant: true,
    isRemote: true,
    compute: () => {
      throw new TypeError(`${name} was computed before its model was opened`);
    },
  };
}

async function createPart(
  metric: Exclude<MetricSpecification, Judge | Embedding>,
  { findLoss }: LoadMetricFileOptions,
  file: string,
): Promise<Loss> {
  if ('fields' in metric || 'weights' in metric) return createJsonFieldsLoss(metric);
  if ('pattern' in metric || 'flags' in metric) return createRegexLoss(metric);
  if ('absolute' in metric || 'relative' in metric) return createNumericToleranceLoss(metric);
  const found = await findLoss(metric.metric);
  if (found) return found;
  try {
    return createLoss(metric.metric);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModuleError('export-invalid', {
      module: file,
      problem: `cannot be used: ${reason}`,
      cause,
    });
  }
}

function onlyModelOf(
  parts: string,
  metrics: readonly { readonly model: string | null }[],
  file: string,
): string | null {
  const models = [...new Set(metrics.map(({ model }) => model))];
  const [first = null, ...others] = models;
  if (others.length === 0) return first;
  throw new ModuleError('export-invalid', {
    module: file,
    problem: `names several models for its ${parts}: ${models.map(String).join(', ')}. Name one.`,
  });
}

async function read(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const problem = `cannot be read: there is no file ${path}.`;
    throw new ModuleError('module-missing', { module: file, problem, cause });
  }
}

async function readLabelText(path: string, file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const problem = `names a file of labels that cannot be read: ${path}. Correct \`labels\`, which is relative to the metric file, or remove it.`;
    throw new ModuleError('export-invalid', { module: file, problem, cause });
  }
  return toDataText(path, bytes);
}

function parseContent(text: string, file: string): MetricFileContent {
  try {
    return parseMetric(parse(text));
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    const reason = cause instanceof Error ? cause.message : String(cause);
    const problem = issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : reason;
    throw new ModuleError('module-broken', {
      module: file,
      problem: `is not a metric: ${problem}. Write "metric: json_fields_loss", or "sum:" with a list of metrics and their weights.`,
      cause,
    });
  }
}
