/** A range that contains a figure with a stated confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
