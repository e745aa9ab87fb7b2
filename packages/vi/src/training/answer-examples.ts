import type { Batch } from '@dln/datasets';
import type { ItemFailure } from '@dln/llm';
import { lossOfSamples } from '../inference/answer-samples.ts';
import { runForward, withFewShots, type RunForwardOptions } from '../inference/forward-pass.ts';
import { lossContext } from '../inference/loss-context.ts';
import { NothingAnsweredError } from '../inference/nothing-answered-error.ts';
import { settleAll } from '../inference/settle-all.ts';
import { withLosses } from '../inference/with-losses.ts';
import { indexed } from '../numerics/indexed.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { InferenceContext } from '../inference/inference-context.ts';

/** What the network made of one example. */
export interface AnsweredExample {
  readonly input: string;
  readonly target: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
  /** As it was written. */
  readonly output: string;
  /** 1 without an answer. */
  readonly loss: number;
  /** `[class]`: present if the network scores its classes. */
  readonly classProbabilities?: readonly number[] | undefined;
  /** Why it has no answer. */
  readonly failure?: ItemFailure;
  /** What is wrong with an output that does not match the output schema; absent if it matches. */
  readonly invalid?: string;
  /** The layer that gave none. */
  readonly failedLayer?: number;
  /**
   * Every sampled answer, of which `loss` is made; `output` is the first one that there is. Absent
   * for an example that is answered once.
   */
  readonly samples?: readonly SampledAnswer[];
}

/** One of several answers to an example. */
export interface SampledAnswer {
  /** Empty without an answer. */
  readonly output: string;
  /** 1 without an answer. */
  readonly loss: number;
}

/** Options of `answerExamples`. */
export interface AnswerExamplesOptions {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly batches: Iterable<Batch>;
  readonly step: number;
  readonly purpose: 'validation' | 'test';
}

/**
 * Runs the network over labelled batches; all of them are under way at once: at temperature 0, or
 * several times, as the settings say. An example without an answer counts as wrong.
 *
 * @throws NothingAnsweredError if no example has an answer
 */
export async function answerExamples(
  context: InferenceContext,
  { parameters, batches, step, purpose }: AnswerExamplesOptions,
): Promise<readonly AnsweredExample[]> {
  context.onPhase?.(purpose);
  const { samplesPerExample: samples, sampleTemperature } = context.settings;
  const answered = await settleAll(
    Array.from(batches, async (batch, round) => {
      if (samples === 1) {
        const place = { step, purpose, round };
        return answerOnce(context, { parameters, batch, place, temperature: 0 });
      }
      const passes = await settleAll(
        Array.from({ length: samples }, (_, sample) =>
          answerOnce(context, {
            parameters,
            batch,
            // The same luck at every validation.
            place: { step: 0, purpose, round, sample },
            temperature: sampleTemperature,
          }),
        ),
      );
      return batch.inputs.map((_, example) =>
        joinSamples(
          passes.map((pass) => indexed(pass, example)),
          context,
        ),
      );
    }),
  );
  const examples = answered.flat();
  const failure = examples.at(0)?.failure;
  if (failure && examples.every((example) => example.failure)) {
    const what = `None of the ${examples.length} examples of a ${purpose} has an answer`;
    throw new NothingAnsweredError({ what, failure });
  }
  return examples;
}

/** One example of its samples; a sample without an answer is wrong. */
function joinSamples(
  samples: readonly AnsweredExample[],
  { settings }: InferenceContext,
): AnsweredExample {
  const shown = samples.find(({ failure }) => !failure) ?? indexed(samples, 0);
  return {
    ...shown,
    loss: lossOfSamples(
      samples.map(({ loss }) => loss),
      settings,
    ),
    samples: samples.map(({ output, loss }) => ({ output, loss })),
  };
}

async function answerOnce(
  context: InferenceContext,
  {
    parameters,
    batch: { inputs, targets, fewShots, fields },
    place,
    temperature,
  }: {
    readonly parameters: readonly LayerParameters[];
    readonly batch: Batch;
    readonly place: RunForwardOptions['place'];
    readonly temperature: number;
  },
): Promise<readonly AnsweredExample[]> {
  const passes = await runForward(context, {
    parameters,
    inputs: context.layers.length === 1 ? withFewShots(context, inputs, fewShots) : inputs,
    temperature,
    place,
  });
  const asked = zip(inputs, targets);
  const judged = await withLosses(
    context.loss,
    zip(asked, passes).map(([[input, target], outcome], at) =>
      mapOutcome(outcome, (pass) => ({
        ...pass,
        target,
        context: lossContext({
          input,
          target,
          fields: fields?.[at],
          hiddenTexts: pass.layers.slice(0, -1).map(({ layerOutput }) => layerOutput),
        }),
      })),
    ),
  );
  const problems = await problemsOf(context, judged);
  return zip(zip(asked, problems), judged).map(
    ([[[input, target], invalid], outcome]): AnsweredExample => {
      if (outcome.failure) {
        const { failure, layer } = outcome;
        const failed = layer === undefined ? {} : { failedLayer: layer };
        return { input, target, hiddenTexts: [], output: '', loss: 1, failure, ...failed };
      }
      const { layers, output, loss, classProbabilities } = outcome;
      return {
        input,
        target,
        hiddenTexts: layers.slice(0, -1).map(({ layerOutput }) => layerOutput),
        output,
        loss,
        ...(classProbabilities ? { classProbabilities } : {}),
        ...(invalid === undefined ? {} : { invalid }),
      };
    },
  );
}

/**
 * `[example]`: what is wrong with outputs that do not match the output schema of the last layer.
 */
async function problemsOf(
  { layers }: InferenceContext,
  outcomes: readonly Outcome<{ readonly output: string }>[],
): Promise<readonly (string | undefined)[]> {
  const { outputSchema } = layers.at(-1) ?? layers[0];
  return Promise.all(
    outcomes.map(async ({ output }) =>
      output === undefined ? undefined : (await outputSchema?.read(output))?.problem,
    ),
  );
}

/**
 * Share of answers that match the output schema; examples without an answer do not.
 *
 * @throws RangeError for no examples
 */
export function validShareOf(examples: readonly AnsweredExample[]): number {
  if (examples.length === 0) throw new RangeError('no examples, so no share of valid answers');
  const valid = examples.filter(({ invalid, failure }) => invalid === undefined && !failure);
  return valid.length / examples.length;
}

/**
 * Share of right answers: 1 − mean loss.
 *
 * @throws RangeError for no examples, which have no accuracy
 */
export function accuracyOf(examples: readonly AnsweredExample[]): number {
  const total = examples.reduce((sum, { loss }) => sum + 1 - loss, 0);
  if (examples.length === 0) throw new RangeError('no examples, so no accuracy');
  return total / examples.length;
}
