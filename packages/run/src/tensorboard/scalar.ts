/** A figure at a step, as TensorBoard shows it. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}
