/** What the server has counted since its start or the last reset. */
export interface HashLmStatistics {
  readonly requests: number;
  readonly prompts: number;
  readonly unique_prompts: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly peak_concurrency: number;
  readonly faults: number;
  readonly refused: number;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Counters of a server; each request adds to them. */
export interface Counters {
  readonly counts: Writable<HashLmStatistics>;
  readonly seen: Set<string>;
}

/** Counters at zero. */
export function createCounters(): Counters {
  const counts = {
    requests: 0,
    prompts: 0,
    unique_prompts: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
    peak_concurrency: 0,
    faults: 0,
    refused: 0,
  };
  return { counts, seen: new Set() };
}
