/** What a run has used of its models so far. */
export interface Spending {
  /** Requests that went to a server, or to a model in process. */
  readonly requestsSent: number;
  /** Requests that were answered from what had been asked before. */
  readonly requestsSaved: number;
  /** Tokens of prompts and replies, as the models count them. */
  readonly tokens: number;
  /** What the answers cost in US dollars; null where a model's price is not known. */
  readonly dollars: number | null;
}
