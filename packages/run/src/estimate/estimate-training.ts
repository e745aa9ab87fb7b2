import { addCosts, costOf, loadPrices, NO_COST, type Cost, type LanguageModel } from '@dln/llm';
import {
  estimateRun,
  planScoring,
  type RunEstimate,
  type ScoringPlan,
  type TrainOptions,
} from '@dln/vi';
import { readEnvironment } from '../environment.ts';
import { composeRun, type ComposedRun } from '../composition/compose-run.ts';
import { nothingFound } from '../composition/findings.ts';
import { isLocalName } from '../composition/local-model.ts';
import { totalRanges, type CostRanges, type Range } from './cost-ranges.ts';
import type { Configuration } from '../settings/configuration.ts';

/** What a run takes, before anything is sent. */
export interface TrainingEstimate {
  /** Ids of the models, each once. */
  readonly models: readonly string[];
  readonly run: RunEstimate;
  /** How answers and hidden texts are scored. */
  readonly scoring: ScoringPlan;
  /** Finding out what endpoints can do. */
  readonly probe: Readonly<Record<'low' | 'expected' | 'high', Cost>>;
  /** Requests of the metric to its own models; null if it asks none. */
  readonly metricRequests: Range | null;
  /** When the prices were looked up. */
  readonly priceDates: readonly string[];
  /** Token counts come from the models' own tokenizer. */
  readonly countsTokensExactly: boolean;
}

/**
 * Stands for the model of an endpoint that serves one; which one that is, only asking would tell.
 */
const unnamedModel = 'the-model-that-is-served';

/**
 * Estimates a run without sending anything: an endpoint is not even asked for its models, and is
 * taken to do what is usual for its kind.
 *
 * @throws errors with `userFacing` if the run cannot be made
 */
export async function estimateTraining(
  configuration: Configuration,
  signal: AbortSignal,
): Promise<TrainingEstimate> {
  const { fwdModelType, connectionsConfig } = configuration;
  const isServed = connectionsConfig === null && readEnvironment().namesEndpoint;
  const run = await composeRun({ ...configuration, probe: false }, signal, {
    prices: await loadPrices(configuration.prices ?? undefined),
    findings:
      isServed && fwdModelType === null ? { ...nothingFound, served: unnamedModel } : undefined,
  });
  try {
    const { forward, backward, score } = run.context.models;
    const others = run.context.ensemble?.members.map(({ models }) => models.forward.id) ?? [];
    const served = fwdModelType ?? (isServed ? unnamedModel : null);
    const estimate = await estimateRun(run);
    return {
      models: [...new Set([forward.id, backward.id, score.id, ...others])],
      run: estimate,
      metricRequests: estimateMetric(run, estimate),
      scoring: planScoring(run.context),
      probe: estimateProbes({ ...configuration, fwdModelType: served }, forward),
      priceDates: priceDatesOf(run),
      countsTokensExactly: forward.capabilities.countsTokensExactly ?? false,
    };
  } finally {
    await run.close();
  }
}

/** What a metric asks its models: once for each comparison, and once for each label of a judge. */
function estimateMetric(
  { modules: { metric }, labelledJudges }: Pick<ComposedRun, 'modules' | 'labelledJudges'>,
  run: RunEstimate,
): Range | null {
  if (metric === undefined || metric.requestsPerComparison.high === 0) return null;
  const labels = labelledJudges.reduce((sum, { answers }) => sum + answers.length, 0);
  const at = (bound: keyof Range): number =>
    labels + metric.requestsPerComparison[bound] * run[bound].remoteComparisons;
  return { low: at('low'), expected: at('expected'), high: at('high') };
}

/** What a run takes that is ready to start. */
export interface ComposedEstimate {
  readonly ranges: CostRanges;
  /** The least that it can take: with every answer right from the start. */
  readonly least: Cost;
}

/**
 * Estimates a run that is ready to start. Nothing is sent, and the run is left as it is. The calls of
 * its metric are counted, and their tokens are not.
 */
export async function estimateComposed(
  run: TrainOptions & Pick<ComposedRun, 'findings' | 'modules' | 'labelledJudges'>,
): Promise<ComposedEstimate> {
  const estimate = await estimateRun(run);
  // Probes have been sent by now, and their tokens are in no account of the models.
  const probe: Cost = { ...NO_COST, requests: run.findings.probeRequests };
  const ranges = totalRanges(estimate, { low: probe, expected: probe, high: probe });
  const ofMetric = estimateMetric(run, estimate);
  const withMetric = (range: Range): Range => ({
    low: range.low + (ofMetric?.low ?? 0),
    expected: Math.round(range.expected + (ofMetric?.expected ?? 0)),
    high: range.high + (ofMetric?.high ?? 0),
  });
  return {
    ranges: {
      ...ranges,
      calls: withMetric(ranges.calls),
      requests: withMetric(ranges.requests),
    },
    least: addCosts((estimate.stoppedAtOnce ?? estimate.low).total, probe),
  };
}

/** The same; null if the run is stopped meanwhile. */
export async function estimateUnlessStopped(
  run: Parameters<typeof estimateComposed>[0],
): Promise<ComposedEstimate | null> {
  try {
    return await estimateComposed(run);
  } catch (error) {
    if (run.context.signal?.aborted === true) return null;
    throw error;
  }
}

/** When the prices of a run's models were looked up, where their tables say so. */
export function priceDatesOf({ context }: Pick<ComposedRun, 'context'>): readonly string[] {
  const { forward, backward, score } = context.models;
  const others = context.ensemble?.members.map(({ models }) => models.forward) ?? [];
  const dates = [forward, backward, score, ...others].map(({ price }) => price?.date);
  return [...new Set(dates)].filter((date) => date !== undefined);
}

/** Finding out what the models can do that a configuration names, where that is asked for. */
export function estimateProbes(
  {
    fwdModelType,
    bwdModelType,
    scoreModel,
    models,
    connectionsConfig,
    probe,
  }: Pick<
    Configuration,
    'fwdModelType' | 'bwdModelType' | 'scoreModel' | 'models' | 'connectionsConfig' | 'probe'
  >,
  forward: LanguageModel,
): TrainingEstimate['probe'] {
  const served = [fwdModelType, bwdModelType, scoreModel, ...(models ?? [])];
  const probed = new Set(served.filter((name) => name !== null && !isLocalName(name)));
  return estimateProbe(forward, probe && connectionsConfig === null ? probed.size : 0);
}

/**
 * From no request, if the capabilities are known, to twelve tiny ones for a server that refuses
 * most of them.
 */
function estimateProbe(model: LanguageModel, count: number): TrainingEstimate['probe'] {
  const of = (calls: number, promptTokens: number, completionTokens: number): Cost => {
    const usage = {
      promptTokens: count * promptTokens,
      completionTokens: count * completionTokens,
    };
    const dollars = model.price === undefined ? null : costOf(usage, model.price);
    return { requests: count * calls, remembered: 0, ...usage, dollars: count === 0 ? 0 : dollars };
  };
  return { low: of(0, 0, 0), expected: of(8, 50, 70), high: of(12, 100, 80) };
}
