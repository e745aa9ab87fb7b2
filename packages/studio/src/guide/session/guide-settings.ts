/** How a guide works. Stored with its session, so that a session goes on as it began. */
export interface GuideSettings {
  /** New and carried candidates of a round. @default 4 */
  readonly candidates: number;
  /** Inputs that a round answers. @default 24 */
  readonly inputsPerRound: number;
  /** Ratings that a round asks of each rater. @default 24 */
  readonly ratingsPerRound: number;
  /** Share of the inputs that no proposal sees. @default 0.5 */
  readonly heldBackShare: number;
  /** Level of the intervals that decide. Lower levels accept more by chance. @default 0.95 */
  readonly level: number;
  /** Prior of strengths, a standard deviation in nats. @default 3 */
  readonly priorSpread: number;
  /** What a rating of a hidden text adds to its log posterior weight, in nats. @default 2 */
  readonly hiddenStrength: number;
  /** Most requests of a round. @default null, no cap */
  readonly maxRequestsPerRound: number | null;
}

/** The defaults. */
export const defaultGuideSettings: GuideSettings = {
  candidates: 4,
  inputsPerRound: 24,
  ratingsPerRound: 24,
  heldBackShare: 0.5,
  level: 0.95,
  priorSpread: 3,
  hiddenStrength: 2,
  maxRequestsPerRound: null,
};
