import type { LossContext } from '@dln/losses';

/** What a metric may read of an example beside the answer. */
export function lossContext({
  input,
  target,
  fields,
  hiddenTexts,
}: {
  /** The network's input. */
  readonly input: string;
  readonly target: string;
  /** The row of the example. @default input and target */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly hiddenTexts: readonly string[];
}): LossContext {
  return { input, example: fields ?? { input, target }, hiddenTexts };
}
