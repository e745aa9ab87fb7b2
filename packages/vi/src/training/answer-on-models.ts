import type { InferenceContext } from '../inference/inference-context.ts';
import { aggregateModels } from '../inference/model-ensemble.ts';
import { indexed } from '../numerics/indexed.ts';
import { settleAll } from '../inference/settle-all.ts';
import {
  accuracyOf,
  answerExamples,
  type AnsweredExample,
  type AnswerExamplesOptions,
} from './answer-examples.ts';

/** What a network answered on one of several models. */
export interface ModelAnswers {
  readonly name: string;
  readonly accuracy: number;
  readonly examples: readonly AnsweredExample[];
}

/** What a network answered, on one model or on several. */
export interface AnsweredOnModels {
  /** On several models: the answers of the first one, with the loss that all models come to. */
  readonly examples: readonly AnsweredExample[];
  /** Absent for a single model. */
  readonly models?: readonly ModelAnswers[];
}

/**
 * Runs the network over labelled batches, on every model of an ensemble. The loss of an example is
 * the weighted mean of the models' losses, or, for `minimum`, the largest of them.
 *
 * @throws NothingAnsweredError if one of the models answers no example
 */
export async function answerOnModels(
  context: InferenceContext,
  options: AnswerExamplesOptions,
): Promise<AnsweredOnModels> {
  const { ensemble, ...alone } = context;
  if (!ensemble) return { examples: await answerExamples(context, options) };
  const { members, aggregate } = ensemble;
  const batches = [...options.batches];
  const answered = await settleAll(
    members.map(({ models }) => answerExamples({ ...alone, models }, { ...options, batches })),
  );
  const examples = indexed(answered, 0).map((first, example) => ({
    ...first,
    loss:
      0 -
      aggregateModels(
        members.map(({ weight }, member) => ({
          weight,
          value: 0 - indexed(indexed(answered, member), example).loss,
        })),
        aggregate,
      ),
  }));
  return {
    examples,
    models: members.map(({ name }, member) => {
      const own = indexed(answered, member);
      return { name, accuracy: accuracyOf(own), examples: own };
    }),
  };
}
