/** The answers that a layer may give; `OutputClasses` of `@dln/datasets` is one. */
export interface LayerClasses {
  /** `[class][verbalizer]`: texts that mean a class; the first is the one that is written. */
  readonly verbalizers: readonly (readonly string[])[];
  /** The class that a target belongs to. @throws unless exactly one class matches */
  indexOf(target: string): number;
}
