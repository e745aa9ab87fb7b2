/** A request for a score as it was sent to a server: both parts are plain text. */
export interface ScoredText {
  readonly context: string;
  readonly continuation: string;
}
