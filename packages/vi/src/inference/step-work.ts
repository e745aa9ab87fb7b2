import type { ForwardPass } from '../layers/run-layers.ts';
import type { HiddenTexts } from './hidden-texts.ts';
import { keep } from './keep-examples.ts';

/** What a step knows of its examples once they have gone through the network. */
export interface StepWork {
  /** `[example]`: its place in the batch. */
  readonly positions: readonly number[];
  /** `[example]` */
  readonly labels: readonly string[];
  readonly forward: ForwardPass;
  /** `[example]`: what the last layer should have written. */
  readonly taught: readonly string[];
  /** `[example]`: the network's input as upper layers see it. */
  readonly upperInputs: readonly string[];
  /** `[example]` */
  readonly losses: readonly number[];
  /** `[hidden layer]`, from the highest down to the one that was inferred last. */
  readonly hidden: readonly HiddenTexts[];
}

/** The work on some of the examples only. */
export function keepWork(work: StepWork, places: readonly number[]): StepWork {
  const of = <Item>(items: readonly Item[]): readonly Item[] => keep(items, places);
  return {
    positions: of(work.positions),
    labels: of(work.labels),
    forward: { inputs: work.forward.inputs.map(of), texts: work.forward.texts.map(of) },
    taught: of(work.taught),
    upperInputs: of(work.upperInputs),
    losses: of(work.losses),
    hidden: work.hidden.map((one) => ({
      ...one,
      samples: of(one.samples),
      weights: of(one.weights),
      best: of(one.best),
    })),
  };
}
