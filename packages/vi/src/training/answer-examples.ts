import type { Batch } from '@dln/datasets';
import type { ItemFailure } from '@dln/llm';
import { runForward, withFewShots } from '../inference/forward-pass.ts';
import { lossContext } from '../inference/loss-context.ts';
import { NothingAnsweredError } from '../inference/nothing-answered-error.ts';
import { settleAll } from '../inference/settle-all.ts';
import { withLosses } from '../inference/with-losses.ts';
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
 * Runs the network at temperature 0 over labelled batches; all of them are under way at once. An
 * example without an answer counts as wrong.
 *
 * @throws NothingAnsweredError if no example has an answer
 */
export async function answerExamples(
  context: InferenceContext,
  { parameters, batches, step, purpose }: AnswerExamplesOptions,
): Promise<readonly AnsweredExample[]> {
  context.onPhase?.(purpose);
  const answered = await settleAll(
    Array.from(batches, async ({ inputs, targets, fewShots, fields }, round) => {
      const passes = await runForward(context, {
        parameters,
        inputs: context.layers.length === 1 ? withFewShots(context, inputs, fewShots) : inputs,
        temperature: 0,
        place: { step, purpose, round },
      });
      const asked = zip(inputs, targets);
      const judged = await withLosses(
        context.loss,
        zip(asked, passes).map(([[input, target], outcome], place) =>
          mapOutcome(outcome, (pass) => ({
            ...pass,
            target,
            context: lossContext({
              input,
              target,
              fields: fields?.[place],
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
            const place = layer === undefined ? {} : { failedLayer: layer };
            return { input, target, hiddenTexts: [], output: '', loss: 1, failure, ...place };
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
