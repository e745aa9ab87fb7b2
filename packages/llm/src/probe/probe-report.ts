import type { Capabilities } from '../language-model.ts';

/** One thing that was tried. */
export interface ProbeFinding {
  readonly capability: 'scoreText' | 'promptLists' | 'nextToken' | 'seeds';
  readonly works: boolean;
  /** What was seen, for people: a count, or the server's own words. */
  readonly detail: string;
}

/** What a probe found. */
export interface ProbeReport {
  readonly modelId: string;
  /** What the model showed that it can do. */
  readonly capabilities: Capabilities;
  readonly findings: readonly ProbeFinding[];
  /** Requests that finding out took, refused ones as well. */
  readonly requests: number;
}
