import type { Batch } from '@dln/datasets';
import type { ItemFailure } from '@dln/llm';
import { computeLosses } from '@dln/losses';
import { runForward, withFewShots } from '../inference/forward-pass.ts';
import { keep } from '../inference/keep-examples.ts';
import { NothingAnsweredError } from '../inference/nothing-answered-error.ts';
import { settleAll } from '../inference/settle-all.ts';
import { withoutUnanswered } from '../scoring/without-unanswered.ts';
import type { InferenceContext } from '../inference/inference-context.ts';

/** What the network made of one example. */
export interface AnsweredExample {
  readonly input: string;
  readonly target: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
  /** As it was written. */
  readonly output: string;
  /** 1 where it has no answer. */
  readonly loss: number;
  /** `[class]`: present if the network scores its classes. */
  readonly classProbabilities?: readonly number[] | undefined;
  /** Why it has no answer. */
  readonly failure?: ItemFailure;
  /** The layer that gave none. */
  readonly failedLayer?: number;
}

/** Options of `answerExamples`. */
export interface AnswerExamplesOptions {
  /** `[layer]` */
  readonly prompts: readonly string[];
  readonly batches: Iterable<Batch>;
  readonly step: number;
  readonly purpose: 'validation' | 'test';
}

/**
 * Runs the network at temperature 0 over labelled batches; all of them are under way at once. An example without an answer counts as wrong.
 *
 * @throws NothingAnsweredError where none has one
 */
export async function answerExamples(
  context: InferenceContext,
  { prompts, batches, step, purpose }: AnswerExamplesOptions,
): Promise<readonly AnsweredExample[]> {
  context.onPhase?.(purpose);
  const answered = await settleAll(
    Array.from(batches, async ({ inputs, targets, fewShots }, round) => {
      const x = context.layers.length === 1 ? withFewShots(context, inputs, fewShots) : inputs;
      const { value, kept, left } = await withoutUnanswered([...x.keys()], async (places) =>
        runForward(context, {
          prompts,
          inputs: keep(x, places),
          temperature: 0,
          place: { step, purpose, round },
        }),
      );
      const texts = value?.texts ?? [];
      const outputs = texts.at(-1) ?? [];
      const losses = computeLosses(context.loss, outputs, keep(targets, kept));
      return inputs.map((input, example): AnsweredExample => {
        const at = kept.indexOf(example);
        const target = targets[example] ?? '';
        const why = left.find(({ item }) => item === example)?.why;
        if (why) {
          const place = why.layer === undefined ? {} : { failedLayer: why.layer };
          const { failure } = why;
          return { input, target, hiddenTexts: [], output: '', loss: 1, failure, ...place };
        }
        const probabilities = value?.classProbabilities?.[at];
        return {
          input,
          target,
          hiddenTexts: texts.slice(0, -1).map((row) => row[at] ?? ''),
          output: outputs[at] ?? '',
          loss: losses[at] ?? 0,
          ...(probabilities ? { classProbabilities: probabilities } : {}),
        };
      });
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
 * Share of right answers: 1 − mean loss.
 *
 * @throws RangeError for no examples, which have no accuracy
 */
export function accuracyOf(examples: readonly AnsweredExample[]): number {
  const total = examples.reduce((sum, { loss }) => sum + 1 - loss, 0);
  if (examples.length === 0) throw new RangeError('no examples, so no accuracy');
  return total / examples.length;
}
