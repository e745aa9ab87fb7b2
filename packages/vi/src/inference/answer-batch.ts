import { stripOptions } from '../layers/render-layer.ts';
import { mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import type { ExampleRecord } from './example-record.ts';
import { runForward, withFewShots } from './forward-pass.ts';
import type { InferenceContext } from './inference-context.ts';
import { lossContext } from './loss-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { shorten } from './omission.ts';
import type { StepOptions } from './step-options.ts';
import { type Judged, withLosses } from './with-losses.ts';

/**
 * The forward pass of a step: the records of the examples that every layer answers.
 *
 * @throws NothingAnsweredError if no example has an answer
 */
export async function answerBatch({
  state,
  batch,
  context,
}: Pick<StepOptions, 'state' | 'batch' | 'context'>): Promise<readonly ExampleRecord[]> {
  const { settings, strategies, loss: metric, layers } = context;
  context.onPhase?.('forward');
  const { inputs, fewShots } = batch;
  const x = layers.length === 1 && fewShots ? withFewShots(context, inputs, fewShots) : inputs;
  const passes = await runForward(context, {
    parameters: state.parameters,
    inputs: x,
    temperature: settings.forwardTemperature,
    place: { step: state.step, purpose: 'forward' },
  });
  const passed = zip(zip(x, batch.targets), passes).map(([[full, target], outcome], batchIndex) =>
    mapOutcome(outcome, (pass) => ({
      ...pass,
      full,
      target,
      batchIndex,
      context: lossContext({
        input: inputs[batchIndex] ?? full,
        target,
        fields: batch.fields?.[batchIndex],
        hiddenTexts: pass.layers.slice(0, -1).map(({ layerOutput }) => layerOutput),
      }),
    })),
  );
  const judged = await withLosses(metric, passed);
  tellUnanswered(context, x, judged);
  return judged.flatMap((outcome): readonly ExampleRecord[] => {
    if (outcome.failure) return [];
    const { full, target: label, batchIndex, loss, layers: records, feedback } = outcome;
    const stripped = settings.stripOptions ? stripOptions(full) : full;
    return [
      {
        batchIndex,
        label,
        upperInput: strategies.upperInput({ full, stripped }),
        taught: strategies.taughtText(label, metric),
        loss,
        ...(feedback === undefined ? {} : { feedback }),
        source: outcome.context,
        layers: records,
      },
    ];
  });
}

function tellUnanswered(
  { onOmitted }: InferenceContext,
  inputs: readonly string[],
  outcomes: readonly Outcome<Judged>[],
): void {
  const failed = zip(inputs, outcomes).flatMap(([input, { failure, layer }], example) =>
    failure ? [{ input, example, failure, layer: layer ?? null }] : [],
  );
  for (const { input, example, failure, layer } of failed)
    onOmitted?.({
      what: 'example',
      split: 'train',
      purpose: 'forward',
      layer,
      example,
      text: shorten(input),
      count: 1,
      ...failure,
    });
  const [first] = failed;
  if (first && failed.length === inputs.length) {
    const what = `None of the ${inputs.length} examples of a batch has an answer`;
    throw new NothingAnsweredError({ what, failure: first.failure });
  }
}
