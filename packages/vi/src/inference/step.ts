import { RandomState } from '@dln/random';
import { mean } from '../numerics/mean.ts';
import { answerBatch } from './answer-batch.ts';
import { calibrateForStep } from './calibrate-on-network.ts';
import { countGrounds } from './count-grounds.ts';
import type { ExampleRecord } from './example-record.ts';
import { inferHiddenLayers } from './infer-hidden-layers.ts';
import { type Omission, sortOmissions } from './omission.ts';
import type { LayerInfo, StepInfo } from './step-info.ts';
import type { NetworkState, StepOptions } from './step-options.ts';
import { traceExamples } from './trace-examples.ts';
import { gatherEvidence, proposeOnly, updateLayers } from './update-layers.ts';

/** What a step comes to. */
export interface StepResult {
  readonly state: NetworkState;
  readonly info: StepInfo;
  /**
   * What it did without: examples, hidden texts, proposals without an answer. In an order that no
   * reply's time decides.
   */
  readonly omissions: readonly Omission[];
}

/**
 * One training step over a batch, for any number of layers (paper, algorithms 1 to 3): forward
 * pass; hidden texts, from the top down; new parameters for each trained layer, from the top down.
 * Pure but for the calls of the context's models.
 */
export async function step(options: StepOptions): Promise<StepResult> {
  const omissions: Omission[] = [];
  const onOmitted = (omission: Omission): void => {
    omissions.push(omission);
    options.context.onOmitted?.(omission);
  };
  const counted = countGrounds(options.context);
  const done = await stepOn({ ...options, context: { ...counted.context, onOmitted } });
  return {
    ...done,
    info: { ...done.info, grounds: counted.grounds() },
    omissions: sortOmissions(omissions),
  };
}

async function stepOn(options: StepOptions): Promise<Omit<StepResult, 'omissions'>> {
  const { state, context } = options;
  const { settings, strategies } = context;
  const depth = context.layers.length;
  const random = RandomState.restore(state.random);
  const answered = await answerBatch(options);
  const losses = answered.map(({ loss }) => loss);
  const base = {
    accuracy: 1 - mean(losses),
    posteriorEntropies: [] as readonly number[],
    effectiveSampleSizes: [] as readonly number[],
    distinctHiddenTexts: [] as readonly number[],
  };
  const trace = (inferred: readonly ExampleRecord[]): Pick<StepInfo, 'examples'> => ({
    examples: traceExamples(context, {
      parameters: state.parameters,
      inputs: options.batch.inputs,
      answered,
      inferred,
    }),
  });
  const unchanged = (
    score: number | null,
    inferred: readonly ExampleRecord[] = [],
  ): { readonly state: NetworkState; readonly info: StepInfo } => ({
    state: { ...state, step: state.step + 1, random: random.state() },
    info: {
      ...base,
      score,
      layers: state.parameters.map(() => ({ score: null })),
      isErrorFree: true,
      ...trace(inferred),
    },
  });

  const stop = strategies.errorFreeBatch.stop({ depth, outputScoring: settings.outputScoring });
  const isErrorFree = losses.every((value) => value <= 0);
  if (isErrorFree && stop.at === 'before-proposals') return unchanged(stop.score);

  const calibrated = await calibrateForStep(context, state.parameters);
  const scoring = { ...options, context: calibrated };
  const { examples, hidden } = await inferHiddenLayers(scoring, random, answered);
  const evidence = gatherEvidence(scoring, examples);
  if (isErrorFree && stop.at === 'after-proposals') {
    await proposeOnly(calibrated, evidence, random);
    return unchanged(stop.score, examples);
  }
  const { updates, trials } = await updateLayers(calibrated, evidence, random);
  const layers = updates.map((made, index): LayerInfo => {
    const update = made.at(-1);
    const winner = update?.candidates[update.chosen];
    if (!update || !winner) return { score: null };
    const isOutput = index === depth - 1;
    const score =
      isOutput && depth > 1 && strategies.outputPart === 'reward' ? winner.reward : winner.score;
    return { score, update, ...(made.length > 1 ? { earlier: made.slice(0, -1) } : {}) };
  });
  return {
    state: {
      step: state.step + 1,
      parameters: state.parameters.map((own, index) => updates[index]?.at(-1)?.parameters ?? own),
      ...(trials ? { trials } : {}),
      random: random.state(),
    },
    info: {
      ...base,
      score: sumOfScores(layers),
      layers,
      isErrorFree,
      posteriorEntropies: hidden.map(({ entropy }) => entropy),
      effectiveSampleSizes: hidden.map(({ effectiveSize }) => effectiveSize),
      distinctHiddenTexts: hidden.map(({ distinct }) => distinct),
      ...trace(examples),
    },
  };
}

/** Layers without a comparison have no part in it. */
function sumOfScores(layers: readonly LayerInfo[]): number | null {
  const scores = layers.flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0);
}
