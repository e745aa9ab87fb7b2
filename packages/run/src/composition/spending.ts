/** What a run has used of its models so far, as records and reports show it: sums of a `Cost`. */
export interface Spending {
  /** Requests that went to a server, or to a model in process. */
  readonly requestsSent: number;
  /** Answers from a cache. */
  readonly requestsSaved: number;
  /** Tokens of prompts and replies, as the models count them. */
  readonly tokens: number;
  /** What the answers cost in US dollars; null if a model's price is not known. */
  readonly dollars: number | null;
}
