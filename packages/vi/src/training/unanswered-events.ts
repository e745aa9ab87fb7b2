import { shorten } from '../inference/omission.ts';
import type { AnsweredExample } from './answer-examples.ts';
import type { AnsweredOnModels } from './answer-on-models.ts';
import type { TrainEvent } from './train-event.ts';

/** An event for each example of a split that has no answer, of each model. */
export function* unansweredEvents(
  { examples, models }: AnsweredOnModels,
  split: 'dev' | 'test',
  iteration: number,
): Generator<TrainEvent> {
  for (const answered of models?.map((model) => model.examples) ?? [examples])
    yield* unansweredExamples(answered, split, iteration);
}

function* unansweredExamples(
  examples: readonly AnsweredExample[],
  split: 'dev' | 'test',
  iteration: number,
): Generator<TrainEvent> {
  for (const [example, { input, failure, failedLayer = null }] of examples.entries())
    if (failure)
      yield {
        type: 'omitted',
        iteration,
        what: 'example',
        split,
        purpose: 'answer',
        layer: failedLayer,
        example,
        text: shorten(input),
        count: 1,
        ...failure,
      };
}
