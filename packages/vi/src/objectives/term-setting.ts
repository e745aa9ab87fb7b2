/**
 * A number by which a user tunes a term. `@dln/run` lists it with the other settings: key, flag,
 * check, help and docs.
 */
export interface TermSetting {
  readonly default: number;
  /** The least number that is accepted. */
  readonly minimum: number;
  /** A clause without a full stop. Other settings are in backticks. */
  readonly description: string;
  /** What the number counts: `nats`. @default it has no unit */
  readonly unit?: string;
}
