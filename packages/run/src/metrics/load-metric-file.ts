import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LanguageModel } from '@dln/llm';
import {
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
import type { ModuleRecord } from '../modules/load-module.ts';
import { ModuleError } from '../modules/module-error.ts';
import { createJudgeLoss, JUDGE } from './judge-loss.ts';
import { type MetricFileContent, type MetricSpecification, parseMetric } from './metric-schema.ts';

/** A metric of a YAML file. */
export interface MetricFile {
  readonly record: ModuleRecord;
  /** The model that judges; null: the forward model; undefined if the metric asks no model. */
  readonly judgeModel: string | null | undefined;
  /** The loss without a model: only `connect` gives one that can judge. */
  readonly loss: Loss;
  /** The loss with the model that judges. */
  readonly connect: (model: LanguageModel, signal?: AbortSignal) => Loss;
}

/** Options of `loadMetricFile`. */
export interface LoadMetricFileOptions {
  readonly templatesDir: string | null;
  /** The loss of a module, or of a name that a module registers; undefined for others. */
  readonly findLoss: (name: string) => Promise<Loss | undefined>;
  readonly embed: (model: string) => Loss;
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
  for (const { metric } of content.parts)
    if (!isJudge(metric)) others.set(metric, await createPart(metric, options, file));
  const build = (judge: (specification: Judge) => Loss): Loss => {
    const parts = content.parts.map(({ weight, metric }) => {
      const loss = isJudge(metric) ? judge(metric) : others.get(metric);
      if (!loss) throw new TypeError(`no loss for ${metric.metric}`);
      return { weight, loss };
    });
    const [first] = parts;
    const whole = content.isSum || !first ? createWeightedLoss(parts) : first.loss;
    return { ...whole, name: file };
  };
  return {
    record: { name: file, path, sha256: createHash('sha256').update(text).digest('hex') },
    judgeModel: judges.length === 0 ? undefined : judgeModelOf(judges, file),
    loss: build(() => UNCONNECTED),
    connect: (model, signal) =>
      build(({ rubric, template, scale, max_tokens: maxTokens }) =>
        createJudgeLoss({
          model,
          rubric,
          scale,
          maxTokens,
          signal,
          template: loadTemplate(template, { directory: options.templatesDir ?? undefined }),
        }),
      ),
  };
}

type Judge = Extract<MetricSpecification, { readonly rubric: string }>;

function isJudge(metric: MetricSpecification): metric is Judge {
  return metric.metric === JUDGE;
}

/** Stands for the judge while no model is open. */
const UNCONNECTED: Loss = {
  name: JUDGE,
  isTolerant: true,
  isRemote: true,
  compute: () => {
    throw new TypeError(`${JUDGE} was computed before its model was opened`);
  },
};

async function createPart(
  metric: Exclude<MetricSpecification, Judge>,
  { findLoss, embed }: LoadMetricFileOptions,
  file: string,
): Promise<Loss> {
  if ('fields' in metric || 'weights' in metric) return createJsonFieldsLoss(metric);
  if ('pattern' in metric || 'flags' in metric) return createRegexLoss(metric);
  if ('absolute' in metric || 'relative' in metric) return createNumericToleranceLoss(metric);
  if ('model' in metric) return embed(metric.model);
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

function judgeModelOf(judges: readonly Judge[], file: string): string | null {
  const models = [...new Set(judges.map(({ model }) => model))];
  const [first = null, ...others] = models;
  if (others.length === 0) return first;
  throw new ModuleError('export-invalid', {
    module: file,
    problem: `names several models for its judges: ${models.map(String).join(', ')}. Name one.`,
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
