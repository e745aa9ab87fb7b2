import type { ScoredCell } from '../layers/scored-cell.ts';
import { expectedMinimum } from '../numerics/expected-minimum.ts';
import { indexed } from '../numerics/indexed.ts';
import { mean } from '../numerics/mean.ts';
import { failedOutcome, type Outcome } from '../scoring/outcome.ts';
import type { InferenceContext } from './inference-context.ts';

/** What the losses of several samples come to. */
export type SampleAggregate = 'mean' | 'pass';

/** How often a network answers each example that a metric compares. */
export interface AnswerSampleSettings {
  /** Sampled answers per example; 1: one answer at temperature 0. */
  readonly samplesPerExample: number;
  /** The mean of the losses, or the expected least of `passAt` of them. */
  readonly sampleAggregate: SampleAggregate;
  /** Null: `samplesPerExample`, the best of all samples. */
  readonly passAt: number | null;
  /** Above 0. */
  readonly sampleTemperature: number;
}

/** One answer at temperature 0. */
export const oneAnswer: AnswerSampleSettings = {
  samplesPerExample: 1,
  sampleAggregate: 'mean',
  passAt: null,
  sampleTemperature: 0.7,
};

/** The loss of an example from those of its samples. */
export function lossOfSamples(
  losses: readonly number[],
  { sampleAggregate, passAt }: Pick<AnswerSampleSettings, 'sampleAggregate' | 'passAt'>,
): number {
  return sampleAggregate === 'mean'
    ? mean(losses)
    : expectedMinimum(losses, passAt ?? losses.length);
}

/** A question that several samples answer. */
interface Sampled {
  readonly seed?: number | undefined;
}

/**
 * Asks each question once for each sample, and makes one accuracy of them. Every candidate and
 * example has the same seeds, so candidates are compared under the same luck. A question with a
 * sample that has no answer has none.
 *
 * @param ask gives the accuracy of each answer
 */
export async function scoreSamples<Question extends Sampled>(
  { settings, strategies }: InferenceContext,
  questions: readonly Question[],
  ask: (
    questions: readonly Question[],
    temperature: number,
  ) => Promise<readonly Outcome<ScoredCell>[]>,
): Promise<readonly Outcome<ScoredCell>[]> {
  const { samplesPerExample: samples, sampleTemperature } = settings;
  if (samples === 1) return ask(questions, 0);
  const seeds = strategies.requestSeeds({ step: 0, layer: 0, purpose: 'scoring' }, samples);
  const asked = questions.flatMap((question) =>
    Array.from({ length: samples }, (_, sample) => ({ ...question, seed: seeds?.[sample] })),
  );
  const cells = await ask(asked, sampleTemperature);
  return questions.map((_, at): Outcome<ScoredCell> => {
    const own = Array.from({ length: samples }, (__, sample) =>
      indexed(cells, at * samples + sample),
    );
    const losses: number[] = [];
    for (const cell of own) {
      if (cell.failure) return failedOutcome(cell);
      losses.push(1 - cell.value);
    }
    return { value: 1 - lossOfSamples(losses, settings) };
  });
}
